namespace Sonde.Tracing.Syntax.Parsing;

/// <content>Types in casts, declarations and sizeof, and how they are told from expressions.</content>
internal sealed partial class Parser
{
    private const int MaximumScan = 64;

    private readonly HashSet<string> _typedefs = [];

    /// <summary>
    /// Whether the parenthesis ahead opens a cast. <c>(struct a *)</c>, <c>(uint64)</c> and <c>(name *)</c> do; <c>(name)</c> with a name that is nothing else
    /// does where an operand follows that could not follow a value.
    /// </summary>
    private bool IsCast()
    {
        var end = ScanType(1, out var isCertain);
        if (end < 0 || !PeekIs(TokenKind.CloseParenthesis, end))
            return false;

        return isCertain || Peek(end + 1).Kind is TokenKind.Identifier or TokenKind.Integer or TokenKind.Duration or TokenKind.String or TokenKind.Variable
            or TokenKind.Positional or TokenKind.PositionalCount or TokenKind.Map or TokenKind.OpenParenthesis or TokenKind.Not or TokenKind.Tilde;
    }

    /// <summary>How far a type reaches that begins <paramref name="start"/> tokens ahead, -1 if none does; certain if it can be nothing else.</summary>
    private int ScanType(int start, out bool isCertain)
    {
        isCertain = false;
        var at = start;
        while (Peek(at).Is("const") || Peek(at).Is("volatile"))
            at++;
        var first = Peek(at);
        if (first.Kind != TokenKind.Identifier || LanguageNames.IsBuiltin(first.Text))
            return -1;

        if (first.Text is "struct" or "union" or "enum")
        {
            isCertain = true;
            if (!PeekIs(TokenKind.Identifier, at + 1))
                return -1;
            at += 2;
        }
        else if (first.Text == "typeof")
        {
            isCertain = true;
            at = ScanParentheses(at + 1);
        }
        else if (LanguageNames.IsTypeWord(first.Text))
        {
            isCertain = true;
            while (PeekIs(TokenKind.Identifier, at) && LanguageNames.IsTypeWord(Peek(at).Text) && at < start + MaximumScan)
                at++;
        }
        else
        {
            isCertain = LanguageNames.IsSizedType(first.Text) || _typedefs.Contains(first.Text);
            at++;
        }

        return at < 0 ? -1 : ScanSuffixes(at, ref isCertain);
    }

    private int ScanSuffixes(int at, ref bool isCertain)
    {
        for (var limit = at + MaximumScan; at < limit;)
        {
            if (PeekIs(TokenKind.Star, at) || Peek(at).Is("const"))
            {
                at++;
            }
            else if (PeekIs(TokenKind.OpenBracket, at))
            {
                var size = Peek(at + 1).Kind is TokenKind.CloseBracket ? 0 : 1;
                if (!PeekIs(TokenKind.CloseBracket, at + 1 + size) || (size == 1 && Peek(at + 1).Kind is not (TokenKind.Integer or TokenKind.Identifier or TokenKind.Positional)))
                    return -1;
                at += size + 2;
            }
            else
            {
                isCertain |= PeekIs(TokenKind.Star, at - 1);
                return at;
            }
        }

        return -1;
    }

    private int ScanParentheses(int at)
    {
        var depth = 0;
        for (; !PeekIs(TokenKind.End, at); at++)
        {
            if (PeekIs(TokenKind.OpenParenthesis, at))
                depth++;
            else if (PeekIs(TokenKind.CloseParenthesis, at) && --depth == 0)
                return at + 1;
            if (depth == 0 || Peek(at).Kind is TokenKind.OpenBrace or TokenKind.Semicolon)
                return -1;
        }

        return -1;
    }

    private TypeSyntax ParseType()
    {
        var first = Peek();
        Enter(first.Span);
        SkipQualifiers();
        TypeSyntax type;
        if (Peek().Is("typeof"))
        {
            var (inner, operand) = ParseTypeOrExpression();
            type = inner ?? new TypeSyntax("", TypeKeyword.None, 0, [], operand) { Span = SpanFrom(first.Span) };
        }
        else
        {
            type = ParseTypeName();
        }

        Leave();
        return ParseTypeSuffixes(type, first.Span);
    }

    private TypeSyntax ParseTypeName()
    {
        var first = Peek();
        if (first.Kind != TokenKind.Identifier)
            throw Unexpected("a type", "types are int8 to int64, uint8 to uint64, bool, string[N], struct name, and pointers to them");

        if (LanguageNames.IsTypeWord(first.Text))
            return new TypeSyntax(ParseTypeWords(), TypeKeyword.None, 0, [], null) { Span = SpanFrom(first.Span) };

        Take();
        var keyword = KeywordOf(first.Text);
        var name = keyword == TypeKeyword.None ? first.Text : ExpectName($"the name of the {first.Text}");
        return new TypeSyntax(name, keyword, 0, [], null) { Span = SpanFrom(first.Span) };
    }

    private static TypeKeyword KeywordOf(string word) => word switch
    {
        "struct" => TypeKeyword.Struct,
        "union" => TypeKeyword.Union,
        "enum" => TypeKeyword.Enum,
        _ => TypeKeyword.None,
    };

    private TypeSyntax ParseTypeSuffixes(TypeSyntax type, SourceSpan first)
    {
        while (true)
        {
            SkipQualifiers();
            if (Accept(TokenKind.Star))
            {
                type = type.ArraySizes.Count == 0
                    ? type with { PointerDepth = type.PointerDepth + 1 }
                    : new TypeSyntax(type.Name, type.Keyword, 1, [], type.TypeOfOperand) { Span = type.Span, Element = type };
            }
            else if (PeekIs(TokenKind.OpenBracket))
            {
                Take();
                var size = PeekIs(TokenKind.CloseBracket) ? 0 : ParseCount();
                Expect(TokenKind.CloseBracket);
                type = type with { ArraySizes = [.. type.ArraySizes, (ulong)size] };
            }
            else
            {
                return type with { Span = SpanFrom(first) };
            }

            if (type.PointerDepth + type.ArraySizes.Count > MaximumScan)
                throw Fail(SpanFrom(first), "this type has too many pointers and arrays");
        }
    }

    private void SkipQualifiers()
    {
        while (Peek() is { Kind: TokenKind.Identifier, Text: "const" or "volatile" or "restrict" or "__restrict" or "__user" or "__rcu" or "__percpu" or "__iomem" })
            Take();
    }

    /// <summary>Reads the words of a C type and gives them in one spelling: <c>unsigned long</c> for <c>long unsigned int</c>.</summary>
    private string ParseTypeWords()
    {
        var first = Peek();
        var words = new List<string>();
        while (PeekIs(TokenKind.Identifier) && LanguageNames.IsTypeWord(Peek().Text) && words.Count < MaximumScan)
            words.Add(Take().Text);
        words.RemoveAll(word => word is "const" or "volatile");
        var isUnsigned = words.Contains("unsigned");
        var longs = words.Count(word => word == "long");
        var sign = isUnsigned ? "unsigned " : "";
        string? name = words.Contains("void") ? "void"
            : words.Contains("_Bool") ? "bool"
            : words.Contains("float") ? "float"
            : words.Contains("double") ? (longs > 0 ? "long double" : "double")
            : words.Contains("char") ? (isUnsigned ? "unsigned char" : words.Contains("signed") ? "signed char" : "char")
            : words.Contains("short") ? sign + "short"
            : words.Contains("__int128") ? sign + "__int128"
            : longs == 1 ? sign + "long"
            : longs >= 2 ? sign + "long long"
            : words.Count > 0 ? sign + "int"
            : null;
        return name ?? throw Fail(first.Span, "expected a type behind the qualifier");
    }

    /// <summary>A constant count: of elements, or of bits.</summary>
    private long ParseCount()
    {
        var expression = ParseInside(ParseExpression);
        if (!ConstantFolder.TryEvaluate(expression, ConstantNamed, out var count))
            throw Fail(expression.Span, "this is not a constant number");
        return count is >= 0 and <= int.MaxValue ? count : throw Fail(expression.Span, $"{count} is out of range here");
    }

    private long? ConstantNamed(string name) => _enumConstants.TryGetValue(name, out var value) ? value : _options.Constant(name);
}

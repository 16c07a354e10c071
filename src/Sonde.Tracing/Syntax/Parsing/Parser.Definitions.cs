namespace Sonde.Tracing.Syntax.Parsing;

/// <content>C definitions before the probes: struct, union, enum, typedef.</content>
internal sealed partial class Parser
{
    private readonly Dictionary<string, long> _enumConstants = [];

    /// <summary>Reads a definition; a variable or function that it declares besides means nothing here.</summary>
    private void ParseDefinition()
    {
        var first = Peek().Span;
        var isTypedef = AcceptWord("typedef");
        var type = ParseSpecifiers();
        if (type is CInlineType inline && !isTypedef)
            _definitions.Add(inline.Definition);
        _preprocessor!.ExpandsMacros = isTypedef || _preprocessor.IsInHeader;
        if (!PeekIs(TokenKind.Semicolon) && (isTypedef || IsDeclarator()))
            ParseDeclarators(type, isTypedef, first);

        if (isTypedef || _preprocessor.IsInHeader || PeekIs(TokenKind.Semicolon))
            Expect(TokenKind.Semicolon);
    }

    private bool IsDeclarator() => _preprocessor!.IsInHeader && !PeekIs(TokenKind.End);

    private void ParseDeclarators(CType type, bool isTypedef, SourceSpan first)
    {
        do
        {
            var (name, apply) = ParseDeclarator();
            if (!isTypedef)
            {
                if (PeekIs(TokenKind.OpenBrace) || PeekIs(TokenKind.Assign))
                {
                    SkipDeclaration();
                    return;
                }

                continue;
            }

            if (name.Length == 0)
                throw Unexpected("the name of the typedef");
            _typedefs.Add(name);
            _definitions.Add(new TypedefDefinition(name, apply(type)) { Span = SpanFrom(first) });
        }
        while (Accept(TokenKind.Comma));
    }

    /// <summary>Reads what stands before the declared name; a definition with a name in it becomes one of the script.</summary>
    private CType ParseSpecifiers()
    {
        SkipAttributes();
        var first = Peek();
        if (first.Kind != TokenKind.Identifier)
            throw Unexpected("a type");

        CType type;
        if (first.Text is "struct" or "union")
        {
            type = ParseAggregate(first.Text == "struct" ? AggregateKind.Struct : AggregateKind.Union);
        }
        else if (first.Text == "enum")
        {
            type = ParseEnum();
        }
        else if (LanguageNames.IsTypeWord(first.Text))
        {
            var name = ParseTypeWords();
            type = new CNamedType(TypeKeyword.None, name) { Span = SpanFrom(first.Span) };
        }
        else
        {
            Take();
            type = new CNamedType(TypeKeyword.None, first.Text) { Span = first.Span };
        }

        SkipAttributes();
        return type;
    }

    private CType ParseAggregate(AggregateKind kind)
    {
        var first = Take();
        Enter(first.Span);
        var isPacked = SkipAttributes();
        var name = PeekIs(TokenKind.Identifier) ? Take().Text : "";
        isPacked |= SkipAttributes();
        var keyword = kind == AggregateKind.Struct ? TypeKeyword.Struct : TypeKeyword.Union;
        if (!PeekIs(TokenKind.OpenBrace))
        {
            Leave();
            return name.Length > 0 ? new CNamedType(keyword, name) { Span = SpanFrom(first.Span) } : throw Unexpected("a name or '{'");
        }

        Take();
        var members = new List<StructMember>();
        while (!PeekIs(TokenKind.CloseBrace))
        {
            if (PeekIs(TokenKind.End))
                throw Fail(first.Span, $"this {first.Text} has no end", "close it with '};'");
            if (!Accept(TokenKind.Semicolon))
                ParseMembers(members);
        }

        Take();
        isPacked |= SkipAttributes();
        Leave();
        return Defined(new StructDefinition(kind, name, members, isPacked) { Span = SpanFrom(first.Span) }, keyword, name);
    }

    private CType Defined(CDefinition definition, TypeKeyword keyword, string name)
    {
        if (name.Length == 0)
            return new CInlineType(definition) { Span = definition.Span };

        _definitions.Add(definition);
        return new CNamedType(keyword, name) { Span = definition.Span };
    }

    private void ParseMembers(List<StructMember> members)
    {
        var first = Peek().Span;
        var type = ParseSpecifiers();
        if (PeekIs(TokenKind.Semicolon))
        {
            members.Add(new StructMember("", type, null) { Span = SpanFrom(first) });
            return;
        }

        do
        {
            var (name, apply) = ParseDeclarator();
            int? width = Accept(TokenKind.Colon) ? (int)ParseCount() : null;
            SkipAttributes();
            members.Add(new StructMember(name, apply(type), width) { Span = SpanFrom(first) });
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.Semicolon, "a member of a struct ends with ';'");
    }

    private CType ParseEnum()
    {
        var first = Take();
        SkipAttributes();
        var name = PeekIs(TokenKind.Identifier) ? Take().Text : "";
        if (Accept(TokenKind.Colon))
            ParseSpecifiers();
        if (!Accept(TokenKind.OpenBrace))
            return name.Length > 0 ? new CNamedType(TypeKeyword.Enum, name) { Span = SpanFrom(first.Span) } : throw Unexpected("a name or '{'");

        var next = 0L;
        var members = ParseList(TokenKind.CloseBrace, () =>
        {
            var member = Peek();
            var constant = ExpectName("the name of a constant");
            SkipAttributes();
            if (Accept(TokenKind.Assign))
                next = ParseEnumValue();
            _enumConstants[constant] = next;
            return new Enumerator(constant, next++) { Span = SpanFrom(member.Span) };
        });
        SkipAttributes();
        return Defined(new EnumDefinition(name, members) { Span = SpanFrom(first.Span) }, TypeKeyword.Enum, name);
    }

    private long ParseEnumValue()
    {
        var expression = ParseExpression();
        return ConstantFolder.TryEvaluate(expression, ConstantNamed, out var value) ? value : throw Fail(expression.Span, "this is not a constant number");
    }

    /// <summary>Reads a declarator; <c>Apply</c> makes the declared type of the type before it.</summary>
    private (string Name, Func<CType, CType> Apply) ParseDeclarator()
    {
        var first = Peek().Span;
        Enter(first);
        var pointers = 0;
        SkipAttributes();
        while (Accept(TokenKind.Star))
        {
            SkipAttributes();
            pointers = pointers < MaximumScan ? pointers + 1 : throw Fail(first, "this type has too many pointers");
        }

        var name = "";
        Func<CType, CType> applyInner = type => type;
        if (PeekIs(TokenKind.OpenParenthesis))
        {
            Take();
            (name, applyInner) = ParseDeclarator();
            Expect(TokenKind.CloseParenthesis);
        }
        else if (PeekIs(TokenKind.Identifier))
        {
            name = Take().Text;
        }

        var suffixes = ParseDeclaratorSuffixes();
        _longestChain = Math.Max(_longestChain, pointers + suffixes.Count);
        Leave();
        return (name, type =>
        {
            for (var count = 0; count < pointers; count++)
                type = new CPointerType(type) { Span = type.Span };
            for (var index = suffixes.Count - 1; index >= 0; index--)
                type = suffixes[index] < 0 ? new CFunctionType(type) { Span = type.Span } : new CArrayType(type, suffixes[index]) { Span = type.Span };
            return applyInner(type);
        }
        );
    }

    /// <summary>Sizes of arrays; -1 stands for the parameters of a function.</summary>
    private List<long> ParseDeclaratorSuffixes()
    {
        var suffixes = new List<long>();
        while (suffixes.Count <= MaximumScan)
        {
            if (Accept(TokenKind.OpenBracket))
            {
                suffixes.Add(PeekIs(TokenKind.CloseBracket) ? 0 : ParseCount());
                Expect(TokenKind.CloseBracket);
            }
            else if (PeekIs(TokenKind.OpenParenthesis))
            {
                SkipParentheses();
                suffixes.Add(-1);
            }
            else
            {
                break;
            }
        }

        SkipAttributes();
        return suffixes;
    }

    private void SkipParentheses()
    {
        var depth = 0;
        do
        {
            var token = PeekIs(TokenKind.End) ? throw Unexpected("')'") : Take();
            depth += token.Kind == TokenKind.OpenParenthesis ? 1 : token.Kind == TokenKind.CloseParenthesis ? -1 : 0;
        }
        while (depth > 0);
    }

    /// <summary>Skips qualifiers, storage classes and attributes; true if one of them packs a struct.</summary>
    private bool SkipAttributes()
    {
        var isPacked = false;
        while (true)
        {
            SkipQualifiers();
            if (Peek() is { Kind: TokenKind.Identifier, Text: "static" or "extern" or "inline" or "__inline" or "register" or "__extension__" or "_Atomic" })
            {
                Take();
            }
            else if (Peek() is { Kind: TokenKind.Identifier, Text: "__attribute__" or "__attribute" or "_Alignas" or "__aligned" })
            {
                for (var at = 1; at < 8 && !PeekIs(TokenKind.CloseParenthesis, at); at++)
                    isPacked |= Peek(at).Is("packed") || Peek(at).Is("__packed__");
                Take();
                SkipParentheses();
            }
            else if (Peek().Is("__packed"))
            {
                Take();
                isPacked = true;
            }
            else
            {
                return isPacked;
            }
        }
    }
}

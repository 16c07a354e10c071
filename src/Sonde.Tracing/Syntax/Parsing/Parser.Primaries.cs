namespace Sonde.Tracing.Syntax.Parsing;

/// <content>What expressions are made of.</content>
internal sealed partial class Parser
{
    private Expression ParsePrimary()
    {
        var first = Peek();
        switch (first.Kind)
        {
            case TokenKind.Integer or TokenKind.Character or TokenKind.Duration:
                Take();
                return new IntegerLiteral(first.Value, first.Kind == TokenKind.Duration) { Span = first.Span };
            case TokenKind.String:
                Take();
                return new StringLiteral(first.Text) { Span = first.Span };
            case TokenKind.Variable:
                Take();
                return new ScratchVariable(first.Text) { Span = first.Span };
            case TokenKind.Positional:
                Take();
                return new PositionalParameter((int)first.Value) { Span = first.Span };
            case TokenKind.PositionalCount:
                Take();
                return new PositionalCount { Span = first.Span };
            case TokenKind.Map:
                return ParseMap();
            case TokenKind.OpenParenthesis:
                return ParseInside(ParseParenthesized);
            case TokenKind.OpenBrace when !_noBrace:
                var block = ParseBraced(true);
                return block.Result is not null ? block : throw Fail(block.Span, "this block has no value", "end it with an expression without ';'");
            case TokenKind.Identifier:
                return ParseNamed(first);
            default:
                throw Unexpected("an expression", first.Kind == TokenKind.Assign ? "values are compared with ==" : null);
        }
    }

    private MapReference ParseMap()
    {
        var map = Take();
        if (!Accept(TokenKind.OpenBracket))
            return new MapReference(map.Text, null) { Span = map.Span };

        var first = Peek().Span;
        var keys = ParseInside(() => ParseList(TokenKind.CloseBracket, ParseExpression));
        if (keys.Count == 0)
            throw Fail(SpanFrom(map.Span), "a key is missing between the brackets", "without a key, leave the brackets out");
        var key = keys.Count == 1 ? keys[0] : new TupleLiteral(keys) { Span = first.To(keys[^1].Span) };
        return new MapReference(map.Text, key) { Span = SpanFrom(map.Span) };
    }

    private Expression ParseNamed(Token first)
    {
        switch (first.Text)
        {
            case "true" or "false":
                Take();
                return new BooleanLiteral(first.Text == "true") { Span = first.Span };
            case "sizeof":
                var (sizeType, sizeOperand) = ParseTypeOrExpression();
                return new SizeOf(sizeType, sizeOperand) { Span = SpanFrom(first.Span) };
            case "typeof":
                var (type, operand) = ParseTypeOrExpression();
                return new TypeOf(type, operand) { Span = SpanFrom(first.Span) };
            case "typeinfo":
                var (infoType, infoOperand) = ParseTypeOrExpression();
                return new TypeInfo(infoType, infoOperand) { Span = SpanFrom(first.Span) };
            case "offsetof":
                return ParseOffsetOf();
            case "if" when ParseIf(true) is { } chosen:
                return chosen as Expression ?? throw Fail(chosen.Span, "this 'if' has no value", "each branch has to end with an expression without ';', and there has to be an 'else'");
            case "struct" or "union" or "enum":
                throw Fail(first.Span, "a type cannot stand here", "a cast is written (struct name *)value");
        }

        if (LanguageNames.StatementKeywords.Contains(first.Text))
            throw Unexpected("an expression", $"'{first.Text}' begins a statement; is a ';' or a brace missing before it?");

        Take();
        if (!Accept(TokenKind.OpenParenthesis))
            return new Identifier(first.Text) { Span = first.Span };

        var arguments = ParseInside(() => ParseList(TokenKind.CloseParenthesis, ParseArgument));
        return new Call(first.Text, arguments) { Span = SpanFrom(first.Span) };
    }

    /// <summary>An argument of a call; <c>container_of</c> and its like take types too.</summary>
    private Expression ParseArgument()
    {
        var first = Peek();
        if (first.Kind != TokenKind.Identifier || first.Text is not ("struct" or "union" or "enum"))
            return ParseExpression();

        var type = ParseType();
        return new TypeOf(type, null) { Span = type.Span };
    }

    /// <summary>Reads <c>()</c>, <c>(a)</c>, <c>(a, b)</c> or <c>(name = a)</c>; casts are seen before.</summary>
    private Expression ParseParenthesized()
    {
        var first = Take().Span;
        if (PeekIs(TokenKind.Identifier) && PeekIs(TokenKind.Assign, 1))
            return ParseRecord(first);

        var elements = new List<Expression>();
        var isTuple = PeekIs(TokenKind.CloseParenthesis);
        while (!PeekIs(TokenKind.CloseParenthesis))
        {
            elements.Add(ParseExpression());
            if (!Accept(TokenKind.Comma))
                break;

            isTuple = true;
        }

        if (IsAssignment(Peek().Kind, out _))
            throw Unexpected("')'", "values are compared with ==; an assignment is a statement of its own");
        Expect(TokenKind.CloseParenthesis);
        return isTuple ? new TupleLiteral(elements) { Span = SpanFrom(first) } : elements[0];
    }

    private RecordLiteral ParseRecord(SourceSpan first)
    {
        var names = new List<string>();
        var values = ParseList(TokenKind.CloseParenthesis, () =>
        {
            var name = Peek();
            if (names.Contains(ExpectName("the name of a field")))
                throw Fail(name.Span, $"the field '{name.Text}' stands twice in this record");
            names.Add(name.Text);
            Expect(TokenKind.Assign);
            return ParseExpression();
        });
        return new RecordLiteral(names, values) { Span = SpanFrom(first) };
    }

    private OffsetOf ParseOffsetOf()
    {
        var first = Take().Span;
        Expect(TokenKind.OpenParenthesis);
        TypeSyntax? type = null;
        Expression? operand = null;
        if (ScanType(0, out var isCertain) is >= 0 and var end && isCertain && PeekIs(TokenKind.Comma, end))
            type = ParseType();
        else
            operand = ParseInside(ParseExpression);
        Expect(TokenKind.Comma, "offsetof takes a type and a member: offsetof(struct name, member)");
        var path = new List<string> { ExpectName("the name of a member") };
        while (Accept(TokenKind.Dot))
            path.Add(ExpectName("the name of a member"));
        Expect(TokenKind.CloseParenthesis);
        return new OffsetOf(type, operand, path) { Span = SpanFrom(first) };
    }

    /// <summary>Reads <c>word(type)</c> or <c>word(expression)</c>.</summary>
    private (TypeSyntax? Type, Expression? Operand) ParseTypeOrExpression()
    {
        Take();
        Expect(TokenKind.OpenParenthesis);
        TypeSyntax? type = null;
        Expression? operand = null;
        if (ScanType(0, out var isCertain) is >= 0 and var end && isCertain && PeekIs(TokenKind.CloseParenthesis, end))
            type = ParseType();
        else
            operand = ParseInside(ParseExpression);
        Expect(TokenKind.CloseParenthesis);
        return (type, operand);
    }
}

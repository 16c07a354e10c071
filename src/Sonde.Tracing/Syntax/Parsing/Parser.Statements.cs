namespace Sonde.Tracing.Syntax.Parsing;

/// <content>Statements and blocks.</content>
internal sealed partial class Parser
{
    private Block ParseBlock() => ToBlock(ParseBraced(false));

    private static Block ToBlock(BlockExpression block) => new(StatementsOf(block)) { Span = block.Span };

    private static IReadOnlyList<Statement> StatementsOf(BlockExpression block) =>
        block.Result is null ? block.Statements : [.. block.Statements, ToStatement(block.Result)];

    /// <summary>An expression whose value nothing takes: an <c>if</c> with values becomes the statement it looks like.</summary>
    private static Statement ToStatement(Expression expression) => expression switch
    {
        BlockExpression block => ToBlock(block),
        Conditional { WhenTrue: BlockExpression whenTrue, WhenFalse: BlockExpression or Conditional { WhenTrue: BlockExpression } } conditional =>
            new If(conditional.Condition, ToBlock(whenTrue), ToStatement(conditional.WhenFalse)) { Span = conditional.Span },
        _ => new ExpressionStatement(expression) { Span = expression.Span },
    };

    /// <summary>Reads a block; with <paramref name="allowsResult"/> a last expression without <c>;</c> is its value, otherwise a statement.</summary>
    private BlockExpression ParseBraced(bool allowsResult)
    {
        var open = Expect(TokenKind.OpenBrace);
        Enter(open.Span);
        var wasNoBrace = _noBrace;
        _noBrace = false;
        var statements = new List<Statement>();
        Expression? result = null;
        while (!PeekIs(TokenKind.CloseBrace))
        {
            if (PeekIs(TokenKind.End))
                throw Fail(open.Span, "this block has no end", "close it with '}'");

            if (Accept(TokenKind.Semicolon))
                continue;

            var parsed = ParseStatement(allowsResult);
            result = parsed as Expression;
            if (result is not null && !PeekIs(TokenKind.CloseBrace))
            {
                parsed = ToStatement(result);
                result = null;
            }

            if (parsed is Statement statement)
                statements.Add(statement);
        }

        Take();
        _noBrace = wasNoBrace;
        Leave();
        return new BlockExpression(statements, result) { Span = SpanFrom(open.Span) };
    }

    /// <summary>Reads a statement, or with <paramref name="allowsResult"/> perhaps an expression that may be the value of the block.</summary>
    private SyntaxNode ParseStatement(bool allowsResult)
    {
        var first = Peek();
        if (first.Kind == TokenKind.OpenBrace)
        {
            var block = ParseBraced(allowsResult);
            return block.Result is null ? ToBlock(block) : block;
        }

        switch (first.Kind == TokenKind.Identifier ? first.Text : "")
        {
            case "if":
                return ParseIf(allowsResult);
            case "let":
                return ParseLet();
            case "while":
                Take();
                return new While(ParseHeadCondition(), ParseBlock()) { Span = SpanFrom(first.Span) };
            case "unroll":
                Take();
                return new Unroll(ParseHeadCondition(), ParseBlock()) { Span = SpanFrom(first.Span) };
            case "for":
                return ParseFor();
            case "import":
                return ParseImport();
            case "break" or "continue":
                Take();
                ExpectStatementEnd(null);
                return first.Text == "break" ? new Break { Span = first.Span } : new Continue { Span = first.Span };
            case "return":
                return ParseReturn();
            case "else":
                throw Fail(first.Span, "'else' without an 'if' before it");
            default:
                return ParseSimpleStatement(allowsResult);
        }
    }

    private SyntaxNode ParseSimpleStatement(bool allowsResult)
    {
        var expression = ParseExpression();
        if (IsAssignment(Peek().Kind, out var binaryOperator))
        {
            var target = CheckTarget(expression);
            Take();
            var value = ParseExpression();
            var span = SpanFrom(expression.Span);
            ExpectStatementEnd(value);
            return new Assignment(target, binaryOperator, value) { Span = span };
        }

        if (allowsResult && PeekIs(TokenKind.CloseBrace))
            return expression;

        ExpectStatementEnd(expression);
        return new ExpressionStatement(expression) { Span = expression.Span };
    }

    private static Expression CheckTarget(Expression target) => target switch
    {
        ScratchVariable or MapReference => target,
        Identifier { Name: "_" } => new Discard { Span = target.Span },
        TupleElement or Member or Index => throw Fail(target.Span, "this cannot be assigned", "tuples, records, arrays and the kernel's structs are read only: assign a whole new value"),
        Identifier or Call => throw Fail(target.Span, "this cannot be assigned", "variables are written $name, maps @name"),
        _ => throw Fail(target.Span, "this cannot be assigned", "only a variable ($name), a map (@name) or _ can"),
    };

    /// <summary>A statement ends with <c>;</c>, which may be left out before the brace that ends the block.</summary>
    private void ExpectStatementEnd(Expression? last)
    {
        if (PeekIs(TokenKind.CloseBrace) || Accept(TokenKind.Semicolon))
            return;

        var hint = last switch
        {
            Identifier identifier => NearestName.Hint(identifier.Name, LanguageNames.StatementKeywords),
            Call call when PeekIs(TokenKind.OpenBrace) => NearestName.Hint(call.Name, LanguageNames.StatementKeywords),
            StringLiteral when PeekIs(TokenKind.String) => "strings side by side are not joined",
            _ => null,
        };
        throw Unexpected("';' or '}'", hint ?? (Peek().StartsLine ? "end the statement with ';'" : null));
    }

    /// <summary>A condition before a block: parentheses are optional, so a brace ends it.</summary>
    private Expression ParseHeadCondition()
    {
        var wasNoBrace = _noBrace;
        _noBrace = true;
        var condition = ParseExpression();
        _noBrace = wasNoBrace;
        if (IsAssignment(Peek().Kind, out _))
            throw Unexpected("an operator", "values are compared with ==");
        if (!PeekIs(TokenKind.OpenBrace))
            throw Unexpected("'{'", "the body stands in braces, also if it is one statement");
        return condition;
    }

    /// <summary>Reads an <c>if</c>: a conditional expression if every branch may have and has a value, else a statement.</summary>
    private SyntaxNode ParseIf(bool allowsResult)
    {
        var first = Take().Span;
        Enter(first);
        var condition = ParseHeadCondition();
        var then = ParseBraced(allowsResult);
        SyntaxNode? otherwise = null;
        if (AcceptWord("else"))
            otherwise = Peek().Is("if") ? ParseIf(allowsResult) : PeekIs(TokenKind.OpenBrace) ? ParseBraced(allowsResult) : throw Unexpected("'{' or 'if'");
        Leave();
        var span = SpanFrom(first);
        if (then.Result is not null && otherwise is BlockExpression { Result: not null } or Conditional)
            return new Conditional(condition, then, (Expression)otherwise) { Span = span };

        return new If(condition, ToBlock(then), otherwise is Expression expression ? ToStatement(expression) : (Statement?)otherwise) { Span = span };
    }

    private Let ParseLet()
    {
        var first = Take().Span;
        if (PeekIs(TokenKind.Map))
            throw Unexpected("a variable ($name)", "maps are declared outside of probes");
        var name = Expect(TokenKind.Variable);
        var variable = new ScratchVariable(name.Text) { Span = name.Span };
        var type = Accept(TokenKind.Colon) ? ParseType() : null;
        var value = Accept(TokenKind.Assign) ? ParseExpression() : null;
        var span = SpanFrom(first);
        ExpectStatementEnd(value);
        return new Let(variable, type, value) { Span = span };
    }

    private Return ParseReturn()
    {
        var first = Take().Span;
        var value = PeekIs(TokenKind.Semicolon) || PeekIs(TokenKind.CloseBrace) ? null : ParseExpression();
        var span = SpanFrom(first);
        ExpectStatementEnd(value);
        return new Return(value) { Span = span };
    }

    private Statement ParseFor()
    {
        var first = Take().Span;
        var hasParenthesis = Accept(TokenKind.OpenParenthesis);
        var name = Expect(TokenKind.Variable, "loops are written for ($kv : @map) { } or for ($i : 0..10) { }");
        var variable = new ScratchVariable(name.Text) { Span = name.Span };
        Expect(TokenKind.Colon);
        var wasNoBrace = _noBrace;
        _noBrace = true;
        var from = ParseExpression();
        var to = Accept(TokenKind.DotDot) ? ParseExpression() : null;
        _noBrace = wasNoBrace;
        if (hasParenthesis)
            Expect(TokenKind.CloseParenthesis);
        if (to is not null)
            return new ForRange(variable, from, to, ParseBlock()) { Span = SpanFrom(first) };

        return from is MapReference map
            ? new ForMap(variable, map, ParseBlock()) { Span = SpanFrom(first) }
            : throw Fail(from.Span, "a loop runs over a map or a range", "a range is written 0..10 and does not reach its end");
    }
}

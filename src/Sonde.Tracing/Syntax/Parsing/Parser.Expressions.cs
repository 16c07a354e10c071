namespace Sonde.Tracing.Syntax.Parsing;

/// <content>Expressions: from the conditional down to postfix operators.</content>
internal sealed partial class Parser
{
    /// <summary>Whether a brace ends the expression: in a condition without parentheses.</summary>
    private bool _noBrace;

    private Expression ParseExpression()
    {
        var first = Peek().Span;
        Enter(first);
        var condition = ParseBinary(1);
        if (Accept(TokenKind.Question))
        {
            var whenTrue = PeekIs(TokenKind.Colon) ? null : ParseExpression();
            Expect(TokenKind.Colon, "a choice is written condition ? value : value");
            var whenFalse = ParseExpression();
            condition = new Conditional(condition, whenTrue, whenFalse) { Span = SpanFrom(first) };
        }

        Leave();
        return condition;
    }

    private Expression ParseBinary(int minimum)
    {
        var left = ParseUnary();
        for (var length = 0; ; length++)
        {
            _longestChain = Math.Max(_longestChain, length);
            var precedence = Precedence(Peek().Kind, out var binaryOperator);
            if (precedence < minimum || precedence == 0 || EndsPredicate())
                return left;

            Take();
            var right = ParseBinary(precedence + 1);
            left = new BinaryExpression(binaryOperator, left, right) { Span = left.Span.To(right.Span) };
        }
    }

    /// <summary>A slash before a brace ends a predicate; it never divides.</summary>
    private bool EndsPredicate() => PeekIs(TokenKind.Slash) && PeekIs(TokenKind.OpenBrace, 1);

    private Expression ParseUnary()
    {
        var first = Peek();
        Enter(first.Span);
        Expression result;
        if (PrefixOperator(first.Kind) is { } prefix)
        {
            Take();
            var operand = ParseUnary();
            if (prefix is UnaryOperator.Increment or UnaryOperator.Decrement)
                CheckCountable(operand);
            result = new Unary(prefix, operand, false) { Span = first.Span.To(operand.Span) };
        }
        else if (first.Kind == TokenKind.Plus)
        {
            Take();
            result = ParseUnary();
        }
        else if (first.Is("comptime"))
        {
            Take();
            var operand = ParseUnary();
            result = new Comptime(operand) { Span = first.Span.To(operand.Span) };
        }
        else if (first.Kind == TokenKind.OpenParenthesis && IsCast())
        {
            Take();
            var type = ParseType();
            Expect(TokenKind.CloseParenthesis);
            var operand = ParseUnary();
            result = new Cast(type, operand) { Span = first.Span.To(operand.Span) };
        }
        else
        {
            result = ParsePostfix(ParsePrimary());
        }

        Leave();
        return result;
    }

    private static void CheckCountable(Expression operand)
    {
        if (operand is not (ScratchVariable or MapReference))
            throw Fail(operand.Span, "++ and -- need a variable ($name) or a map (@name)");
    }

    private Expression ParsePostfix(Expression target)
    {
        for (var length = 0; ; length++)
        {
            _longestChain = Math.Max(_longestChain, length);
            var token = Peek();
            switch (token.Kind)
            {
                case TokenKind.Dot or TokenKind.Arrow:
                    Take();
                    target = ParseMember(target);
                    break;
                case TokenKind.OpenBracket:
                    Take();
                    var position = ParseInside(ParseExpression);
                    Expect(TokenKind.CloseBracket);
                    target = new Index(target, position) { Span = SpanFrom(target.Span) };
                    break;
                case TokenKind.Increment or TokenKind.Decrement:
                    CheckCountable(target);
                    Take();
                    var postfix = token.Kind == TokenKind.Increment ? UnaryOperator.Increment : UnaryOperator.Decrement;
                    target = new Unary(postfix, target, true) { Span = SpanFrom(target.Span) };
                    break;
                default:
                    return target;
            }
        }
    }

    private Expression ParseMember(Expression target)
    {
        if (PeekIs(TokenKind.Integer) && Peek().Value <= int.MaxValue)
        {
            var index = (int)Take().Value;
            return new TupleElement(target, index) { Span = SpanFrom(target.Span) };
        }

        var name = ExpectName("the name of a member");
        return new Member(target, name) { Span = SpanFrom(target.Span) };
    }

    /// <summary>Reads something between parentheses or brackets, where a brace begins a block again.</summary>
    private T ParseInside<T>(Func<T> parse)
    {
        var wasNoBrace = _noBrace;
        _noBrace = false;
        var result = parse();
        _noBrace = wasNoBrace;
        return result;
    }
}

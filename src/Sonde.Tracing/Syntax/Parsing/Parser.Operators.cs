namespace Sonde.Tracing.Syntax.Parsing;

/// <content>The tables of operators.</content>
internal sealed partial class Parser
{
    /// <summary>The operator of a token and how tightly it binds, as in C: 1 (<c>||</c>) to 10 (<c>*</c>); 0 if it is none.</summary>
    private static int Precedence(TokenKind kind, out BinaryOperator binaryOperator)
    {
        (var precedence, binaryOperator) = kind switch
        {
            TokenKind.BarBar => (1, BinaryOperator.LogicalOr),
            TokenKind.AmpersandAmpersand => (2, BinaryOperator.LogicalAnd),
            TokenKind.Bar => (3, BinaryOperator.Or),
            TokenKind.Caret => (4, BinaryOperator.ExclusiveOr),
            TokenKind.Ampersand => (5, BinaryOperator.And),
            TokenKind.Equal => (6, BinaryOperator.Equal),
            TokenKind.NotEqual => (6, BinaryOperator.NotEqual),
            TokenKind.Less => (7, BinaryOperator.Less),
            TokenKind.LessOrEqual => (7, BinaryOperator.LessOrEqual),
            TokenKind.Greater => (7, BinaryOperator.Greater),
            TokenKind.GreaterOrEqual => (7, BinaryOperator.GreaterOrEqual),
            TokenKind.ShiftLeft => (8, BinaryOperator.ShiftLeft),
            TokenKind.ShiftRight => (8, BinaryOperator.ShiftRight),
            TokenKind.Plus => (9, BinaryOperator.Add),
            TokenKind.Minus => (9, BinaryOperator.Subtract),
            TokenKind.Star => (10, BinaryOperator.Multiply),
            TokenKind.Slash => (10, BinaryOperator.Divide),
            TokenKind.Percent => (10, BinaryOperator.Modulo),
            _ => (0, default),
        };
        return precedence;
    }

    private static bool IsAssignment(TokenKind kind, out BinaryOperator? binaryOperator)
    {
        binaryOperator = kind switch
        {
            TokenKind.PlusAssign => BinaryOperator.Add,
            TokenKind.MinusAssign => BinaryOperator.Subtract,
            TokenKind.StarAssign => BinaryOperator.Multiply,
            TokenKind.SlashAssign => BinaryOperator.Divide,
            TokenKind.PercentAssign => BinaryOperator.Modulo,
            TokenKind.AmpersandAssign => BinaryOperator.And,
            TokenKind.BarAssign => BinaryOperator.Or,
            TokenKind.CaretAssign => BinaryOperator.ExclusiveOr,
            TokenKind.ShiftLeftAssign => BinaryOperator.ShiftLeft,
            TokenKind.ShiftRightAssign => BinaryOperator.ShiftRight,
            _ => null,
        };
        return binaryOperator is not null || kind == TokenKind.Assign;
    }

    private static UnaryOperator? PrefixOperator(TokenKind kind) => kind switch
    {
        TokenKind.Not => UnaryOperator.Not,
        TokenKind.Tilde => UnaryOperator.BitwiseNot,
        TokenKind.Minus => UnaryOperator.Negate,
        TokenKind.Star => UnaryOperator.Dereference,
        TokenKind.Ampersand => UnaryOperator.AddressOf,
        TokenKind.Increment => UnaryOperator.Increment,
        TokenKind.Decrement => UnaryOperator.Decrement,
        _ => null,
    };
}

namespace Sonde.Tracing.Syntax.Printing;

/// <summary>How operators are spelled and how tightly they bind.</summary>
internal static class OperatorText
{
    /// <summary>The spelling of an operator with two operands.</summary>
    public static string Of(BinaryOperator binaryOperator) => binaryOperator switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Modulo => "%",
        BinaryOperator.And => "&",
        BinaryOperator.Or => "|",
        BinaryOperator.ExclusiveOr => "^",
        BinaryOperator.ShiftLeft => "<<",
        BinaryOperator.ShiftRight => ">>",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.LogicalAnd => "&&",
        BinaryOperator.LogicalOr => "||",
        _ => throw new ArgumentOutOfRangeException(nameof(binaryOperator)),
    };

    /// <summary>The spelling of an operator with one operand.</summary>
    public static string Of(UnaryOperator unaryOperator) => unaryOperator switch
    {
        UnaryOperator.Not => "!",
        UnaryOperator.BitwiseNot => "~",
        UnaryOperator.Negate => "-",
        UnaryOperator.Dereference => "*",
        UnaryOperator.AddressOf => "&",
        UnaryOperator.Increment => "++",
        UnaryOperator.Decrement => "--",
        _ => throw new ArgumentOutOfRangeException(nameof(unaryOperator)),
    };

    /// <summary>How tightly an operator binds: 1 (<c>||</c>) to 10 (<c>*</c>).</summary>
    public static int Precedence(BinaryOperator binaryOperator) => binaryOperator switch
    {
        BinaryOperator.LogicalOr => 1,
        BinaryOperator.LogicalAnd => 2,
        BinaryOperator.Or => 3,
        BinaryOperator.ExclusiveOr => 4,
        BinaryOperator.And => 5,
        BinaryOperator.Equal or BinaryOperator.NotEqual => 6,
        BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => 7,
        BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight => 8,
        BinaryOperator.Add or BinaryOperator.Subtract => 9,
        _ => 10,
    };
}

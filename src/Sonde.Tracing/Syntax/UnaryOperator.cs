namespace Sonde.Tracing.Syntax;

/// <summary>Operators with one operand.</summary>
public enum UnaryOperator
{
    /// <summary><c>!</c>.</summary>
    Not,

    /// <summary><c>~</c>.</summary>
    BitwiseNot,

    /// <summary><c>-</c>.</summary>
    Negate,

    /// <summary><c>*</c>.</summary>
    Dereference,

    /// <summary><c>&amp;</c>.</summary>
    AddressOf,

    /// <summary><c>++</c>, before or after the operand.</summary>
    Increment,

    /// <summary><c>--</c>, before or after the operand.</summary>
    Decrement,
}

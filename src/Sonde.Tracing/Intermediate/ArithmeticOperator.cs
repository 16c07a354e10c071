namespace Sonde.Tracing.Intermediate;

/// <summary>What an <see cref="Operation"/> computes, on 64 bits, with wrap-around. Shifts use the low six bits of their count.</summary>
public enum ArithmeticOperator
{
    /// <summary>Sum.</summary>
    Add,

    /// <summary>Difference.</summary>
    Subtract,

    /// <summary>Product.</summary>
    Multiply,

    /// <summary>Unsigned quotient; 0 where the divisor is 0.</summary>
    Divide,

    /// <summary>Unsigned remainder; the dividend where the divisor is 0.</summary>
    Modulo,

    /// <summary>Signed quotient, towards zero; 0 where the divisor is 0, and the dividend where the quotient does not fit.</summary>
    SignedDivide,

    /// <summary>Signed remainder, with the sign of the dividend; the dividend where the divisor is 0.</summary>
    SignedModulo,

    /// <summary>Bitwise and.</summary>
    And,

    /// <summary>Bitwise or.</summary>
    Or,

    /// <summary>Bitwise exclusive or.</summary>
    Xor,

    /// <summary>Shift to the left.</summary>
    ShiftLeft,

    /// <summary>Shift to the right that brings in zeros.</summary>
    ShiftRight,

    /// <summary>Shift to the right that repeats the sign.</summary>
    ShiftRightArithmetic,
}

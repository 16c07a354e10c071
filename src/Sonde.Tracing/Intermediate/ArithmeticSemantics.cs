using System.Buffers.Binary;

namespace Sonde.Tracing.Intermediate;

/// <summary>What operations compute, as BPF defines it (RFC 9669, section 4.1); the one place that constant folding and the interpreter follow.</summary>
public static class ArithmeticSemantics
{
    /// <summary>The result of an operation on 64 bits.</summary>
    public static long Evaluate(ArithmeticOperator @operator, long left, long right) => @operator switch
    {
        ArithmeticOperator.Add => unchecked(left + right),
        ArithmeticOperator.Subtract => unchecked(left - right),
        ArithmeticOperator.Multiply => unchecked(left * right),
        ArithmeticOperator.Divide => right == 0 ? 0 : (long)((ulong)left / (ulong)right),
        ArithmeticOperator.Modulo => right == 0 ? left : (long)((ulong)left % (ulong)right),
        ArithmeticOperator.SignedDivide => right switch { 0 => 0, -1 => unchecked(-left), _ => left / right },
        ArithmeticOperator.SignedModulo => right switch { 0 => left, -1 => 0, _ => left % right },
        ArithmeticOperator.And => left & right,
        ArithmeticOperator.Or => left | right,
        ArithmeticOperator.Xor => left ^ right,
        ArithmeticOperator.ShiftLeft => left << (int)(right & 63),
        ArithmeticOperator.ShiftRight => left >>> (int)(right & 63),
        ArithmeticOperator.ShiftRightArithmetic => left >> (int)(right & 63),
        _ => throw new ArgumentOutOfRangeException(nameof(@operator), @operator, "no such operator"),
    };

    /// <summary>Whether a comparison holds.</summary>
    public static bool Evaluate(Comparison comparison, long left, long right) => comparison switch
    {
        Comparison.Equal => left == right,
        Comparison.NotEqual => left != right,
        Comparison.Less => (ulong)left < (ulong)right,
        Comparison.LessOrEqual => (ulong)left <= (ulong)right,
        Comparison.Greater => (ulong)left > (ulong)right,
        Comparison.GreaterOrEqual => (ulong)left >= (ulong)right,
        Comparison.SignedLess => left < right,
        Comparison.SignedLessOrEqual => left <= right,
        Comparison.SignedGreater => left > right,
        Comparison.SignedGreaterOrEqual => left >= right,
        Comparison.BitsSet => (left & right) != 0,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "no such comparison"),
    };

    /// <summary>The low <paramref name="bits"/> bits (1 to 64) as a signed number.</summary>
    public static long SignExtend(long value, int bits) => value << (64 - bits) >> (64 - bits);

    /// <summary>The low <paramref name="bits"/> bits (1 to 64) as an unsigned number.</summary>
    public static long ZeroExtend(long value, int bits) => value << (64 - bits) >>> (64 - bits);

    /// <summary>The low 16, 32 or 64 bits in reversed byte order, as an unsigned number.</summary>
    public static long SwapBytes(long value, int bits) => (long)(BinaryPrimitives.ReverseEndianness((ulong)value) >> (64 - bits));

    /// <summary>The comparison that holds exactly where <paramref name="comparison"/> does not; null for <see cref="Comparison.BitsSet"/>, which has none.</summary>
    public static Comparison? Opposite(Comparison comparison) => comparison switch
    {
        Comparison.Equal => Comparison.NotEqual,
        Comparison.NotEqual => Comparison.Equal,
        Comparison.Less => Comparison.GreaterOrEqual,
        Comparison.LessOrEqual => Comparison.Greater,
        Comparison.Greater => Comparison.LessOrEqual,
        Comparison.GreaterOrEqual => Comparison.Less,
        Comparison.SignedLess => Comparison.SignedGreaterOrEqual,
        Comparison.SignedLessOrEqual => Comparison.SignedGreater,
        Comparison.SignedGreater => Comparison.SignedLessOrEqual,
        Comparison.SignedGreaterOrEqual => Comparison.SignedLess,
        _ => null,
    };

    /// <summary>The comparison that says the same of the exchanged operands.</summary>
    public static Comparison Mirrored(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterOrEqual => Comparison.LessOrEqual,
        Comparison.SignedLess => Comparison.SignedGreater,
        Comparison.SignedLessOrEqual => Comparison.SignedGreaterOrEqual,
        Comparison.SignedGreater => Comparison.SignedLess,
        Comparison.SignedGreaterOrEqual => Comparison.SignedLessOrEqual,
        _ => comparison,
    };
}

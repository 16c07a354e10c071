namespace Sonde.Bpf.Instructions;

/// <summary>
/// Arithmetic with two operands. The low byte is the code's upper four bits, the byte above it what the offset field holds: 1 for signed division (ISA v4).
/// Division by zero yields zero, modulo zero the dividend; shifts use the low 6 (or 5) bits of the count. Source: RFC 9669 section 4.1.
/// </summary>
public enum BpfOperator : ushort
{
    /// <summary>dst += src.</summary>
    Add = 0x00,

    /// <summary>dst -= src.</summary>
    Subtract = 0x10,

    /// <summary>dst *= src.</summary>
    Multiply = 0x20,

    /// <summary>dst /= src, unsigned.</summary>
    Divide = 0x30,

    /// <summary>dst |= src.</summary>
    Or = 0x40,

    /// <summary>dst &amp;= src.</summary>
    And = 0x50,

    /// <summary>dst &lt;&lt;= src.</summary>
    ShiftLeft = 0x60,

    /// <summary>dst >>= src, filled with zeros.</summary>
    ShiftRight = 0x70,

    /// <summary>dst %= src, unsigned.</summary>
    Modulo = 0x90,

    /// <summary>dst ^= src.</summary>
    Xor = 0xa0,

    /// <summary>dst >>= src, filled with the sign.</summary>
    ArithmeticShiftRight = 0xc0,

    /// <summary>dst /= src, signed. ISA v4 (Linux 6.6).</summary>
    SignedDivide = 0x130,

    /// <summary>dst %= src, signed, with the dividend's sign. ISA v4 (Linux 6.6).</summary>
    SignedModulo = 0x190,
}

namespace Sonde.Bpf.Instructions;

/// <summary>The condition of a jump, dst against src; the value is the opcode's upper four bits. Source: RFC 9669 section 4.3.</summary>
public enum BpfComparison : byte
{
    /// <summary>dst == src.</summary>
    Equal = 0x10,

    /// <summary>dst > src, unsigned.</summary>
    Greater = 0x20,

    /// <summary>dst >= src, unsigned.</summary>
    GreaterOrEqual = 0x30,

    /// <summary>(dst &amp; src) != 0. It has no negation.</summary>
    Set = 0x40,

    /// <summary>dst != src.</summary>
    NotEqual = 0x50,

    /// <summary>dst > src, signed.</summary>
    SignedGreater = 0x60,

    /// <summary>dst >= src, signed.</summary>
    SignedGreaterOrEqual = 0x70,

    /// <summary>dst &lt; src, unsigned.</summary>
    Less = 0xa0,

    /// <summary>dst &lt;= src, unsigned.</summary>
    LessOrEqual = 0xb0,

    /// <summary>dst &lt; src, signed.</summary>
    SignedLess = 0xc0,

    /// <summary>dst &lt;= src, signed.</summary>
    SignedLessOrEqual = 0xd0,
}

namespace Sonde.Bpf.Instructions;

/// <summary>How many bytes a load or store moves; the value is the opcode's size bits. Source: RFC 9669 section 5.</summary>
public enum MemorySize : byte
{
    /// <summary>4 bytes.</summary>
    Word = 0x00,

    /// <summary>2 bytes.</summary>
    HalfWord = 0x08,

    /// <summary>1 byte.</summary>
    Byte = 0x10,

    /// <summary>8 bytes.</summary>
    DoubleWord = 0x18,
}

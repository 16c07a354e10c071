namespace Sonde.Bpf.Instructions;

/// <summary>
/// What an atomic instruction does with memory; the value is the instruction's immediate. Only 4 and 8 bytes, but for loads and stores.
/// Source: RFC 9669 section 5.3, include/uapi/linux/bpf.h.
/// </summary>
public enum AtomicOperator
{
    /// <summary>memory += src.</summary>
    Add = 0x00,

    /// <summary>memory |= src. ISA v3 (Linux 5.12), like all below.</summary>
    Or = 0x40,

    /// <summary>memory &amp;= src.</summary>
    And = 0x50,

    /// <summary>memory ^= src.</summary>
    Xor = 0xa0,

    /// <summary>memory += src; src becomes the old value.</summary>
    FetchAdd = 0x01,

    /// <summary>memory |= src; src becomes the old value.</summary>
    FetchOr = 0x41,

    /// <summary>memory &amp;= src; src becomes the old value.</summary>
    FetchAnd = 0x51,

    /// <summary>memory ^= src; src becomes the old value.</summary>
    FetchXor = 0xa1,

    /// <summary>memory and src change places.</summary>
    Exchange = 0xe1,

    /// <summary>memory becomes src where it equals r0; r0 becomes the old value.</summary>
    CompareExchange = 0xf1,

    /// <summary>dst becomes memory at src, with acquire order. Linux 6.15.</summary>
    LoadAcquire = 0x100,

    /// <summary>memory at dst becomes src, with release order. Linux 6.15.</summary>
    StoreRelease = 0x110,
}

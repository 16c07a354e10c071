namespace Sonde.Binary.Btf;

/// <summary>How an integer's bits are meant; BTF_INT_* of include/uapi/linux/btf.h.</summary>
[Flags]
public enum BtfIntegerEncoding
{
    /// <summary>Unsigned.</summary>
    None = 0,

    /// <summary>Signed, in two's complement.</summary>
    Signed = 1,

    /// <summary>A character.</summary>
    Character = 2,

    /// <summary>A boolean.</summary>
    Boolean = 4,
}

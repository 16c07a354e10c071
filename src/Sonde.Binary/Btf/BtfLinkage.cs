namespace Sonde.Binary.Btf;

/// <summary>How far a function or variable is seen; BTF_FUNC_* and BTF_VAR_* of include/uapi/linux/btf.h.</summary>
public enum BtfLinkage
{
    /// <summary>Seen in its own file.</summary>
    Static = 0,

    /// <summary>Seen everywhere.</summary>
    Global = 1,

    /// <summary>Defined elsewhere.</summary>
    External = 2,
}

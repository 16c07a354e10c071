namespace Sonde.Bpf.Maps;

/// <summary>When an update takes place. Source: BPF_ANY, BPF_NOEXIST, BPF_EXIST.</summary>
public enum BpfUpdateMode
{
    /// <summary>The element is added or replaced.</summary>
    Any = 0,

    /// <summary>Only where the key is new; else EEXIST.</summary>
    Add = 1,

    /// <summary>Only where the key is there; else ENOENT.</summary>
    Replace = 2,
}

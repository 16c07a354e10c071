namespace Sonde.Bpf.Programs;

/// <summary>Properties of a program that is loaded. Source: BPF_F_* in include/uapi/linux/bpf.h.</summary>
[Flags]
public enum BpfProgramFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>BPF_F_STRICT_ALIGNMENT.</summary>
    StrictAlignment = 1 << 0,

    /// <summary>BPF_F_ANY_ALIGNMENT.</summary>
    AnyAlignment = 1 << 1,

    /// <summary>BPF_F_SLEEPABLE: the program may wait, as for memory of a process that is not resident. Linux 5.10.</summary>
    Sleepable = 1 << 4,

    /// <summary>BPF_F_XDP_HAS_FRAGS.</summary>
    XdpHasFragments = 1 << 5,
}

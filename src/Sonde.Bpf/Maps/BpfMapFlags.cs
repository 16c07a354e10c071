namespace Sonde.Bpf.Maps;

/// <summary>Properties of a map that is created. Source: BPF_F_* in include/uapi/linux/bpf.h.</summary>
[Flags]
public enum BpfMapFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>BPF_F_NO_PREALLOC: memory is taken when elements are added.</summary>
    NoPreallocation = 1 << 0,

    /// <summary>BPF_F_NO_COMMON_LRU: an own list for each CPU.</summary>
    NoCommonLru = 1 << 1,

    /// <summary>BPF_F_NUMA_NODE: memory of the node that the definition names.</summary>
    NumaNode = 1 << 2,

    /// <summary>BPF_F_RDONLY: user space reads only.</summary>
    ReadOnly = 1 << 3,

    /// <summary>BPF_F_WRONLY: user space writes only.</summary>
    WriteOnly = 1 << 4,

    /// <summary>BPF_F_STACK_BUILD_ID: stacks hold build ids and offsets.</summary>
    StackBuildId = 1 << 5,

    /// <summary>BPF_F_ZERO_SEED: a hash without a secret, for tests.</summary>
    ZeroSeed = 1 << 6,

    /// <summary>BPF_F_RDONLY_PROG: programs read only.</summary>
    ReadOnlyForPrograms = 1 << 7,

    /// <summary>BPF_F_WRONLY_PROG: programs write only.</summary>
    WriteOnlyForPrograms = 1 << 8,

    /// <summary>BPF_F_MMAPABLE: an array's values can be mapped into memory.</summary>
    Mappable = 1 << 10,

    /// <summary>BPF_F_PRESERVE_ELEMS: performance events stay when the descriptor that put them there closes.</summary>
    PreserveElements = 1 << 11,

    /// <summary>BPF_F_INNER_MAP: an inner map may differ in its number of elements.</summary>
    InnerMap = 1 << 12,
}

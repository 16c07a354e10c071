namespace Sonde.Bpf.Instructions;

/// <summary>
/// What the 64-bit immediate of a wide load stands for; the kernel replaces it when the program is loaded. The value is the source register field.
/// Source: BPF_PSEUDO_* in include/uapi/linux/bpf.h.
/// </summary>
public enum PseudoSource : byte
{
    /// <summary>The number itself.</summary>
    Number = 0,

    /// <summary>BPF_PSEUDO_MAP_FD: the map of a descriptor.</summary>
    MapDescriptor = 1,

    /// <summary>BPF_PSEUDO_MAP_VALUE: the address of the first value of an array map, plus an offset.</summary>
    MapValue = 2,

    /// <summary>BPF_PSEUDO_BTF_ID: the address of a kernel variable.</summary>
    KernelVariable = 3,

    /// <summary>BPF_PSEUDO_FUNC: the address of a function of this program, for callbacks.</summary>
    Function = 4,

    /// <summary>BPF_PSEUDO_MAP_IDX: a map by its index in the descriptors given at load.</summary>
    MapIndex = 5,

    /// <summary>BPF_PSEUDO_MAP_IDX_VALUE: as MapValue, by index.</summary>
    MapIndexValue = 6,
}

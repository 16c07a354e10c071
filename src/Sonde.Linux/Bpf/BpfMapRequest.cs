namespace Sonde.Linux.Bpf;

/// <summary>What BPF_MAP_CREATE is asked for. Source: bpf(2), include/uapi/linux/bpf.h.</summary>
public readonly struct BpfMapRequest
{
    /// <summary>Creates a request without a name.</summary>
    public BpfMapRequest()
    {
    }

    /// <summary>BPF_MAP_TYPE_*.</summary>
    public uint Type { get; init; }

    /// <summary>Bytes of a key.</summary>
    public uint KeySize { get; init; }

    /// <summary>Bytes of a value, of one CPU.</summary>
    public uint ValueSize { get; init; }

    /// <summary>Most elements; bytes of a ring buffer.</summary>
    public uint MaximumEntries { get; init; }

    /// <summary>BPF_F_*.</summary>
    public uint Flags { get; init; }

    /// <summary>Pattern of the inner maps of a map of maps.</summary>
    public FileDescriptor? InnerMap { get; init; }

    /// <summary>Node of the memory, where the flags say so.</summary>
    public uint NumaNode { get; init; }

    /// <summary>The name that tools show; the kernel keeps 15 letters, digits, underscores and dots.</summary>
    public string Name { get; init; } = "";

    /// <summary>The BTF object of the types of key and value; null for none.</summary>
    public FileDescriptor? Btf { get; init; }

    /// <summary>Type id of the key.</summary>
    public uint BtfKeyType { get; init; }

    /// <summary>Type id of the value.</summary>
    public uint BtfValueType { get; init; }

    /// <summary>What some map types take besides, such as the number of hash functions of a bloom filter.</summary>
    public ulong Extra { get; init; }
}

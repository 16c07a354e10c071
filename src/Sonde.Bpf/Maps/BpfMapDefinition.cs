using Sonde.Linux;

namespace Sonde.Bpf.Maps;

/// <summary>What a map shall be.</summary>
public sealed record BpfMapDefinition
{
    /// <summary>The kind.</summary>
    public required BpfMapType Type { get; init; }

    /// <summary>Bytes of a key; 4 for arrays, 0 for ring buffers, queues and stacks.</summary>
    public int KeySize { get; init; }

    /// <summary>Bytes of a value, of one CPU; 0 for ring buffers.</summary>
    public int ValueSize { get; init; }

    /// <summary>Most elements; of a ring buffer the bytes, a power of two and a multiple of the page size.</summary>
    public int MaximumEntries { get; init; }

    /// <summary>Properties.</summary>
    public BpfMapFlags Flags { get; init; }

    /// <summary>The name that tools show; the kernel keeps 15 letters, digits, underscores and dots.</summary>
    public string Name { get; init; } = "";

    /// <summary>Pattern of the inner maps of a map of maps.</summary>
    public BpfMap? InnerMap { get; init; }

    /// <summary>Node of the memory, with <see cref="BpfMapFlags.NumaNode"/>.</summary>
    public int NumaNode { get; init; }

    /// <summary>The BTF object of the types of key and value; null for none.</summary>
    public FileDescriptor? Btf { get; init; }

    /// <summary>Type id of the key.</summary>
    public int BtfKeyType { get; init; }

    /// <summary>Type id of the value.</summary>
    public int BtfValueType { get; init; }

    /// <summary>What some kinds take besides, such as the number of hash functions of a bloom filter.</summary>
    public ulong Extra { get; init; }
}

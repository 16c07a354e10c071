namespace Sonde.Proc.Devices;

/// <summary>One memory node.</summary>
/// <param name="Number">The node's number.</param>
/// <param name="Cpus">Its CPUs; empty for memory without CPUs.</param>
/// <param name="Distances">The distance to each online node in the order of their numbers, 10 being local.</param>
/// <param name="Memory">Its meminfo under the kernel's names without "Node N", in KiB: MemTotal, MemFree, ...</param>
/// <param name="Statistics">
/// Its numastat under the kernel's names, in pages since boot: numa_hit, numa_miss, numa_foreign, local_node, other_node, ...
/// </param>
public sealed record NumaNode(int Number, CpuList Cpus, IReadOnlyList<int> Distances, NamedCounters Memory, NamedCounters Statistics)
{
    /// <summary>Memory of the node, in KiB.</summary>
    public ulong? MemTotalKibibytes => Memory["MemTotal"];

    /// <summary>Free memory of the node, in KiB; the page cache is not counted as free.</summary>
    public ulong? MemFreeKibibytes => Memory["MemFree"];
}

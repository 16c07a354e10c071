namespace Sonde.Proc.Memory;

/// <summary>One zone of one node, in pages.</summary>
/// <param name="Node">The NUMA node.</param>
/// <param name="Name">The zone, such as DMA32 or Normal.</param>
/// <param name="FreePages">Free pages.</param>
/// <param name="MinPages">Below it, allocating programs reclaim memory themselves.</param>
/// <param name="LowPages">Below it, kswapd wakes.</param>
/// <param name="HighPages">Above it, kswapd sleeps again.</param>
/// <param name="PresentPages">Pages that exist.</param>
/// <param name="ManagedPages">Pages that the allocator has; null before Linux 3.9. A zone without any takes no part in allocation.</param>
public readonly record struct MemoryZone(
    int Node,
    string Name,
    ulong FreePages,
    ulong MinPages,
    ulong LowPages,
    ulong HighPages,
    ulong PresentPages,
    ulong? ManagedPages);

namespace Sonde.Proc.Memory;

/// <summary>One zone of <see cref="BuddyInformation"/>.</summary>
public readonly record struct BuddyZone
{
    internal BuddyZone(int node, string name, int start, int orderCount)
    {
        Node = node;
        Name = name;
        Start = start;
        OrderCount = orderCount;
    }

    /// <summary>The NUMA node.</summary>
    public int Node { get; }

    /// <summary>The zone, such as DMA32 or Normal.</summary>
    public string Name { get; }

    /// <summary>How many block sizes the kernel has: order 0 is one page, and each further order is twice the size.</summary>
    public int OrderCount { get; }

    internal int Start { get; }
}

using Sonde.Linux;

namespace Sonde.Proc.Devices;

/// <summary>How the block devices of a machine are stacked: partitions on disks, mapped devices and arrays on either. Source: /sys/block.</summary>
public sealed class BlockTopology
{
    private readonly Dictionary<string, BlockQueue> _disks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

    private BlockTopology()
    {
    }

    /// <summary>Why there are no devices; null where they could be listed.</summary>
    public Unavailability? Unavailability { get; private set; }

    /// <summary>The devices that are not partitions, sorted by name.</summary>
    public IReadOnlyList<BlockQueue> Disks { get; private set; } = [];

    /// <summary>Reads all devices.</summary>
    public static BlockTopology Read(LinuxRoot root)
    {
        BlockTopology topology = new();
        List<BlockQueue> disks = [];
        IReadOnlyList<string> names = root.List("/sys/block", out Errno errno);
        foreach (string name in names)
        {
            if (BlockQueue.Read(root, name.Replace('!', '/')) is not { } disk)
                continue;
            disks.Add(disk);
            topology._disks[disk.Name] = disk;
            foreach (string partition in disk.Partitions)
                topology._parents[partition] = disk.Name;
        }

        if (!errno.IsSuccess)
            topology.Unavailability = Unavailability.FromErrno("/sys/block", errno);
        topology.Disks = disks;
        return topology;
    }

    /// <summary>The disk, array or mapped device named <paramref name="name"/>; null for partitions and unknown names.</summary>
    public BlockQueue? Find(string name) => _disks.GetValueOrDefault(name);

    /// <summary>The disk that partition <paramref name="name"/> is on; null for anything else.</summary>
    public string? ParentOf(string name) => _parents.GetValueOrDefault(name);

    /// <summary>
    /// The disks at the bottom of device <paramref name="name"/>, sorted: a partition's disk, the disks below an array or mapped device; the device
    /// itself
    /// where nothing is below it. Empty for unknown names.
    /// </summary>
    public IReadOnlyList<string> LegsOf(string name)
    {
        SortedSet<string> legs = new(StringComparer.Ordinal);
        Descend(name, legs, new HashSet<string>(StringComparer.Ordinal));
        return [.. legs];
    }

    private void Descend(string name, SortedSet<string> legs, HashSet<string> visited)
    {
        string disk = ParentOf(name) ?? name;
        // A recorded tree may be a circle.
        if (!visited.Add(disk) || Find(disk) is not { } queue)
            return;
        if (queue.Slaves.Count == 0)
            legs.Add(disk);
        foreach (string slave in queue.Slaves)
            Descend(slave, legs, visited);
    }
}

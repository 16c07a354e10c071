using Sonde.Proc;

namespace Sonde.Views;

/// <summary>
/// Tells disks from their partitions: a disk has a directory in /sys/block. In a tree that was recorded without it the names decide, by the rules of the
/// kernel's drivers (block/partitions/core.c).
/// </summary>
internal sealed class WholeDisks(LinuxRoot root)
{
    private readonly bool _hasSysfs = root.Exists("/sys/block");
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>True where <paramref name="name"/> is no partition.</summary>
    public bool Contains(string name)
    {
        if (_known.TryGetValue(name, out bool whole))
            return whole;
        // A slash in a device's name is an exclamation mark in sysfs.
        whole = _hasSysfs ? root.Exists("/sys/block/" + name.Replace('/', '!')) : !LooksLikePartition(name);
        _known.Add(name, whole);
        return whole;
    }

    /// <summary>True where <paramref name="partition"/> is a partition of <paramref name="disk"/>, by its name.</summary>
    public static bool IsPartitionOf(string partition, string disk) =>
        partition.Length > disk.Length && partition.StartsWith(disk, StringComparison.Ordinal) && LooksLikePartition(partition);

    // A disk whose name ends in a digit has a p before the partition's number: nvme0n1p2, mmcblk0p1; others have not: sda1.
    private static bool LooksLikePartition(string name)
    {
        ReadOnlySpan<char> stem = name.AsSpan().TrimEnd("0123456789");
        if (stem.Length == name.Length || stem.IsEmpty)
            return false;
        if (stem[^1] == 'p' && stem.Length > 1 && char.IsAsciiDigit(stem[^2]))
            return true;
        return stem.StartsWith("sd") || stem.StartsWith("vd") || stem.StartsWith("hd") || stem.StartsWith("xvd");
    }
}

using Sonde.Metrics.Rates;
using Sonde.Proc;

namespace Sonde.Views;

/// <summary>Which devices iostat shows, under which names, and which it sums up.</summary>
internal sealed class IostatDevices
{
    /// <summary>Devices named on the command line, in that order; empty for all that have ever been used.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>Disks to show with their partitions (-p DEVICE).</summary>
    public IReadOnlyList<string> WithPartitions { get; init; } = [];

    /// <summary>True for the partitions of all disks (-p).</summary>
    public bool IncludesPartitions { get; init; }

    /// <summary>True for devices that were never used too (ALL).</summary>
    public bool IncludesUnused { get; init; }

    /// <summary>Groups to sum up (-g), each with its members' names; no members is all that is shown.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Members)> Groups { get; init; } = [];

    /// <summary>True to show only the groups (-H).</summary>
    public bool ShowsOnlyGroups { get; init; }

    /// <summary>True to name device-mapper devices as their volumes (-N).</summary>
    public bool UsesMapperNames { get; init; }

    /// <summary>Names by which to show devices (-j); null for the kernel's.</summary>
    public PersistentNames? Persistent { get; init; }

    /// <summary>Replaces <paramref name="shown"/> by the devices of <paramref name="all"/> to show.</summary>
    public void Select(IReadOnlyList<DiskRates> all, WholeDisks disks, List<DiskRates> shown)
    {
        shown.Clear();
        if (Named.Count == 0 && WithPartitions.Count == 0)
        {
            for (int i = 0; i < all.Count; i++)
            {
                if ((IncludesUnused || all[i].HasEverBeenUsed) && (IncludesPartitions || disks.Contains(all[i].Name)))
                    shown.Add(all[i]);
            }

            return;
        }

        for (int i = 0; i < Named.Count; i++)
            AddNamed(all, Named[i], partitions: false, shown);
        for (int i = 0; i < WithPartitions.Count; i++)
            AddNamed(all, WithPartitions[i], partitions: true, shown);
    }

    /// <summary>The name under which <paramref name="name"/>, as the user gave it, is in /proc/diskstats: /dev/ is cut off, links are followed.</summary>
    public static string Resolve(LinuxRoot root, string name)
    {
        string path = name.StartsWith('/') ? name : "/dev/" + name;
        if (root.TryReadLink(path, out string target).IsSuccess)
            return target[(target.LastIndexOf('/') + 1)..];
        return name.StartsWith("/dev/", StringComparison.Ordinal) ? name[5..] : name;
    }

    private static void AddNamed(IReadOnlyList<DiskRates> all, string name, bool partitions, List<DiskRates> shown)
    {
        for (int i = 0; i < all.Count; i++)
        {
            if (string.Equals(all[i].Name, name, StringComparison.Ordinal) || (partitions && WholeDisks.IsPartitionOf(all[i].Name, name)))
            {
                if (!shown.Contains(all[i]))
                    shown.Add(all[i]);
            }
        }
    }
}

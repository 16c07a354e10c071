using Sonde.Proc.Devices;
using Sonde.Proc.Processes;

namespace Sonde.Proc.Cgroups;

/// <summary>The limits that hold for a process: the smallest of its group and of all groups above that can be seen from here.</summary>
public sealed record CgroupLimits
{
    /// <summary>How many CPUs' worth of time it may use; null for no limit.</summary>
    public double? CpuQuotaCpus { get; private set; }

    /// <summary>The group that sets <see cref="CpuQuotaCpus"/>.</summary>
    public string? CpuQuotaGroup { get; private set; }

    /// <summary>The CPUs it may run on; null where no cpuset controls it.</summary>
    public CpuList? Cpus { get; private set; }

    /// <summary>How many CPUs it can use at once: the smaller of quota and cpuset; null where neither limits it.</summary>
    public double? EffectiveCpus => (CpuQuotaCpus, Cpus?.Count) switch
    {
        ({ } quota, { } count) => Math.Min(quota, count),
        ({ } quota, null) => quota,
        (null, { } count) => count,
        _ => null,
    };

    /// <summary>Memory it may use before the OOM killer comes, in bytes; null for no limit.</summary>
    public ulong? MemoryLimitBytes { get; private set; }

    /// <summary>The group that sets <see cref="MemoryLimitBytes"/>.</summary>
    public string? MemoryLimitGroup { get; private set; }

    /// <summary>Memory above which it is slowed down, in bytes; null for no limit.</summary>
    public ulong? MemoryHighBytes { get; private set; }

    /// <summary>The group that sets <see cref="MemoryHighBytes"/>.</summary>
    public string? MemoryHighGroup { get; private set; }

    /// <summary>Threads and processes it may have; null for no limit.</summary>
    public ulong? PidsMax { get; private set; }

    /// <summary>The group that sets <see cref="PidsMax"/>.</summary>
    public string? PidsMaxGroup { get; private set; }

    /// <summary>Reads the limits that hold for a process of <paramref name="memberships"/>.</summary>
    public static CgroupLimits Read(CgroupHierarchy hierarchy, ProcessCgroups memberships)
    {
        CgroupLimits limits = new();
        CgroupFileReader files = new(hierarchy.Root, 0);
        CgroupSnapshot snapshot = new();
        foreach (string path in Ancestors(hierarchy.PathOf(memberships, "cpu")))
        {
            using CgroupCpuReader reader = new(files, new CgroupGroup(hierarchy, path));
            reader.Read(snapshot);
            if (snapshot.CpuQuotaCpus < (limits.CpuQuotaCpus ?? double.PositiveInfinity))
                (limits.CpuQuotaCpus, limits.CpuQuotaGroup) = (snapshot.CpuQuotaCpus, path);
        }

        foreach (string path in Ancestors(hierarchy.PathOf(memberships, "memory")))
        {
            using CgroupMemoryReader reader = new(files, new CgroupGroup(hierarchy, path));
            reader.Read(snapshot);
            if (snapshot.MemoryLimitBytes < (limits.MemoryLimitBytes ?? ulong.MaxValue))
                (limits.MemoryLimitBytes, limits.MemoryLimitGroup) = (snapshot.MemoryLimitBytes, path);
            if (snapshot.MemoryHighBytes < (limits.MemoryHighBytes ?? ulong.MaxValue))
                (limits.MemoryHighBytes, limits.MemoryHighGroup) = (snapshot.MemoryHighBytes, path);
        }

        foreach (string path in Ancestors(hierarchy.PathOf(memberships, "pids")))
        {
            using CgroupPidsReader reader = new(files, new CgroupGroup(hierarchy, path));
            reader.Read(snapshot);
            if (snapshot.PidsMax < (limits.PidsMax ?? ulong.MaxValue))
                (limits.PidsMax, limits.PidsMaxGroup) = (snapshot.PidsMax, path);
        }

        limits.ReadCpuset(hierarchy, memberships, files, snapshot);
        return limits;
    }

    // The kernel itself intersects a cpuset with those above, but version 2 has the files only where the controller is enabled: the nearest group
    // that has them counts.
    private void ReadCpuset(CgroupHierarchy hierarchy, ProcessCgroups memberships, CgroupFileReader files, CgroupSnapshot snapshot)
    {
        foreach (string path in Ancestors(hierarchy.PathOf(memberships, "cpuset")))
        {
            using CgroupCpusetReader reader = new(files, new CgroupGroup(hierarchy, path));
            reader.Read(snapshot);
            if (snapshot.EffectiveCpus is not { } cpus)
                continue;
            Cpus = cpus;
            return;
        }
    }

    // The group itself, then each one above, up to the root.
    private static IEnumerable<string> Ancestors(string? path)
    {
        for (string? current = path; current is not null; current = current == "/" ? null : Parent(current))
            yield return current;
    }

    private static string Parent(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "/";
}

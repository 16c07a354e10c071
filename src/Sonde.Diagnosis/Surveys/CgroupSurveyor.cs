using Sonde.Diagnosis.Observations;
using Sonde.Metrics.Rates;
using Sonde.Proc;
using Sonde.Proc.Cgroups;
using Sonde.Proc.Pressure;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Reads the control groups at both ends of the window and keeps those with limits, or with pressure of their own.</summary>
internal sealed class CgroupSurveyor : IDisposable
{
    private const double NotablePressurePercent = 10;
    private const int LargestMemberCount = 64;
    private readonly LinuxRoot _firstRoot;
    private readonly CgroupSampler _sampler;

    public CgroupSurveyor(LinuxRoot root)
    {
        _firstRoot = root;
        _sampler = new CgroupSampler(root);
    }

    /// <summary>v1, v2, hybrid or none.</summary>
    public string Mode => NameOf(_sampler.Hierarchy.Mode);

    /// <summary>The name that reports give a hierarchy.</summary>
    public static string NameOf(CgroupMode mode) => mode switch
    {
        CgroupMode.Version1 => "v1",
        CgroupMode.Version2 => "v2",
        CgroupMode.Hybrid => "hybrid",
        _ => "none",
    };

    /// <summary>Reads the groups at the start.</summary>
    public void Begin() => _sampler.Refresh();

    /// <summary>Reads them at the end, from <paramref name="root"/>, and subtracts.</summary>
    public CgroupSurvey End(LinuxRoot root, double seconds)
    {
        if (!ReferenceEquals(root, _firstRoot))
            _sampler.SwitchRoot(root);
        else
            _sampler.Discover();
        _sampler.Refresh();
        CgroupLimits own = _sampler.Hierarchy.LimitsOfSelf();
        return new CgroupSurvey
        {
            Unavailability = _sampler.Unavailability,
            Hierarchy = Mode,
            Groups = [.. _sampler.Entries.Select(e => Describe(e, seconds)).Where(IsNotable).Select(g => g with { Members = ReadMembers(g.Path, root) })],
            OwnCpuLimit = own.EffectiveCpus is { } cpus && own.CpuQuotaCpus is not null ? cpus : double.NaN,
            OwnMemoryLimitBytes = own.MemoryLimitBytes ?? double.NaN,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _sampler.Dispose();

    private static bool IsNotable(CgroupUsage group) =>
        group.CpuLimit > 0 || group.MemoryLimitBytes > 0 || group.PidsLimit > 0 || group.LimitedDevices.Count > 0 || group.HighHits > 0 || group.OomKills > 0
        || Math.Max(Known(group.CpuPressurePercent), Math.Max(Known(group.MemoryPressurePercent), Known(group.IoPressurePercent))) >= NotablePressurePercent;

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;

    private static CgroupUsage Describe(CgroupEntry entry, double seconds)
    {
        CgroupSnapshot later = entry.Current;
        CgroupSnapshot? earlier = entry.HasPrevious ? entry.Previous : null;
        return new CgroupUsage
        {
            Path = entry.Path,
            Name = entry.Name.Display,
            CpuUsed = TimeGrowth(earlier?.CpuUsage, later.CpuUsage) / seconds,
            CpuLimit = later.CpuQuotaCpus ?? double.NaN,
            Periods = Events(earlier?.NrPeriods, later.NrPeriods, seconds),
            ThrottledPeriods = Events(earlier?.NrThrottled, later.NrThrottled, seconds),
            ThrottledSecondsPerSecond = TimeGrowth(earlier?.ThrottledTime, later.ThrottledTime) / seconds,
            MemoryBytes = later.MemoryCurrentBytes ?? double.NaN,
            WorkingSetBytes = later.WorkingSetBytes ?? double.NaN,
            MemoryLimitBytes = later.MemoryLimitBytes ?? double.NaN,
            MemoryGrowthBytesPerSecond = ((double?)later.MemoryCurrentBytes - earlier?.MemoryCurrentBytes) / seconds ?? double.NaN,
            RefaultedPagesPerSecond = Counter.Growth(Refaults(earlier), Refaults(later)) / seconds,
            LimitHits = Events(earlier?.MaxEvents, later.MaxEvents, seconds),
            HighHits = Events(earlier?.HighEvents, later.HighEvents, seconds),
            // A group made inside the window counts from zero.
            OomKills = Events(earlier is null ? 0 : earlier.OomKills, later.OomKills, seconds),
            OomKillsEver = later.OomKills ?? double.NaN,
            Pids = later.PidsCurrent ?? double.NaN,
            PidsLimit = later.PidsMax ?? double.NaN,
            PidsRefused = Events(earlier?.PidsMaxEvents, later.PidsMaxEvents, seconds),
            CpuPressurePercent = Pressure(earlier?.CpuPressure, later.CpuPressure, seconds),
            MemoryPressurePercent = Pressure(earlier?.MemoryPressure, later.MemoryPressure, seconds),
            IoPressurePercent = Pressure(earlier?.IoPressure, later.IoPressure, seconds),
            IoBytesPerSecond = IoRate(earlier, later, io => io.ReadBytes + io.WriteBytes, seconds),
            IoRequestsPerSecond = IoRate(earlier, later, io => io.ReadOperations + io.WriteOperations, seconds),
            LimitedDevices = [.. later.IoLimits.Select(l => Describe(l, earlier, later, seconds))],
        };
    }

    private static double TimeGrowth(TimeSpan? earlier, TimeSpan? later) => earlier <= later ? (later - earlier).Value.TotalSeconds : double.NaN;

    // Without a window between the samples there is nothing to count in.
    private static double Events(ulong? earlier, ulong? later, double seconds) => double.IsNaN(seconds) ? double.NaN : Counter.Growth(earlier, later);

    // The kernel adds to the total every two seconds, so a short window can show a little more than its own length.
    private static double Pressure(PressureStall? earlier, PressureStall? later, double seconds) =>
        earlier is null || later is null ? double.NaN : Math.Min(100, Counter.Growth(earlier.Some.TotalMicroseconds, later.Some.TotalMicroseconds) / 1e4 / seconds);

    // Before Linux 5.9 only file pages are counted.
    private static ulong? Refaults(CgroupSnapshot? group) =>
        group?.RefaultsFile is null && group?.RefaultsAnonymous is null ? null : (group.RefaultsFile ?? 0) + (group.RefaultsAnonymous ?? 0);

    private static double IoRate(CgroupSnapshot? earlier, CgroupSnapshot later, Func<CgroupDeviceIo, ulong> amount, double seconds)
    {
        if (earlier is null || !later.HasIo)
            return double.NaN;
        double sum = 0;
        foreach (CgroupDeviceIo device in later.Io)
        {
            ulong before = earlier.Io.Where(d => d.Major == device.Major && d.Minor == device.Minor).Select(amount).FirstOrDefault();
            sum += Counter.Growth(before, amount(device));
        }

        return sum / seconds;
    }

    private static CgroupDeviceUsage Describe(CgroupDeviceLimit limit, CgroupSnapshot? earlier, CgroupSnapshot later, double seconds)
    {
        CgroupDeviceIo Of(CgroupSnapshot? snapshot) => snapshot?.Io.FirstOrDefault(d => d.Major == limit.Major && d.Minor == limit.Minor) ?? default;
        CgroupDeviceIo before = Of(earlier);
        CgroupDeviceIo after = Of(later);
        double Rate(ulong first, ulong last) => earlier is null || !later.HasIo ? double.NaN : Counter.Growth(first, last) / seconds;
        return new CgroupDeviceUsage(
            $"{limit.Major}:{limit.Minor}",
            Rate(before.ReadBytes, after.ReadBytes),
            Rate(before.WriteBytes, after.WriteBytes),
            Rate(before.ReadOperations, after.ReadOperations),
            Rate(before.WriteOperations, after.WriteOperations))
        {
            ReadBytesLimit = limit.ReadBytesPerSecond ?? double.NaN,
            WriteBytesLimit = limit.WriteBytesPerSecond ?? double.NaN,
            ReadsLimit = limit.ReadOperationsPerSecond ?? double.NaN,
            WritesLimit = limit.WriteOperationsPerSecond ?? double.NaN,
        };
    }

    // A limit holds for the groups below as well; under version 2 only those have processes.
    private List<int> ReadMembers(string path, LinuxRoot root)
    {
        List<int> members = [];
        string below = path.TrimEnd('/') + "/";
        foreach (CgroupEntry entry in _sampler.Entries)
        {
            if (members.Count < LargestMemberCount && (entry.Path == path || entry.Path.StartsWith(below, StringComparison.Ordinal)))
                members.AddRange(ReadProcesses(entry.Path, root).Take(LargestMemberCount - members.Count));
        }

        return members;
    }

    private IEnumerable<int> ReadProcesses(string path, LinuxRoot root)
    {
        foreach (CgroupMount mount in _sampler.Hierarchy.Mounts)
        {
            string? text = root.ReadText($"{CgroupHierarchy.DirectoryOf(mount, path)}/cgroup.procs");
            if (!string.IsNullOrEmpty(text))
                return text.Split('\n').Select(line => int.TryParse(line, out int pid) ? pid : 0).Where(pid => pid > 0);
        }

        return [];
    }
}

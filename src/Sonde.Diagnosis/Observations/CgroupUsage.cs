namespace Sonde.Diagnosis.Observations;

/// <summary>
/// What one control group with limits did in the window, in the same units for v1 and v2. A value that its hierarchy does not have is NaN.
/// </summary>
public sealed record CgroupUsage
{
    /// <summary>The group's path inside its hierarchy, such as /system.slice/nginx.service.</summary>
    public required string Path { get; init; }

    /// <summary>A container or unit name read from the path, where there is one.</summary>
    public string? Name { get; init; }

    /// <summary>CPU time used, in CPUs (1.5 = one and a half CPU).</summary>
    public double CpuUsed { get; init; } = double.NaN;

    /// <summary>The CPU quota in CPUs; NaN for none.</summary>
    public double CpuLimit { get; init; } = double.NaN;

    /// <summary>Enforcement periods that passed in the window while the group wanted to run.</summary>
    public double Periods { get; init; } = double.NaN;

    /// <summary>Periods in which it was throttled.</summary>
    public double ThrottledPeriods { get; init; } = double.NaN;

    /// <summary>Time its run queues were throttled, seconds per second of the window, summed over CPUs.</summary>
    public double ThrottledSecondsPerSecond { get; init; } = double.NaN;

    /// <summary>Throttled periods of all periods, percent; NaN where none passed.</summary>
    public double ThrottledPercent => Periods > 0 ? ThrottledPeriods * 100 / Periods : double.NaN;

    /// <summary>Memory in use at the end, page cache included, bytes.</summary>
    public double MemoryBytes { get; init; } = double.NaN;

    /// <summary>Memory that cannot be dropped easily: usage less inactive file pages, bytes.</summary>
    public double WorkingSetBytes { get; init; } = double.NaN;

    /// <summary>The memory limit, bytes; NaN for none.</summary>
    public double MemoryLimitBytes { get; init; } = double.NaN;

    /// <summary>Growth of memory over the window, bytes per second.</summary>
    public double MemoryGrowthBytesPerSecond { get; init; } = double.NaN;

    /// <summary>Times the limit was hit in the window: memory.events max, or memory.failcnt.</summary>
    public double LimitHits { get; init; } = double.NaN;

    /// <summary>Times memory.high throttled it in the window.</summary>
    public double HighHits { get; init; } = double.NaN;

    /// <summary>Pages per second that came back soon after they were dropped or swapped: memory.stat workingset_refault_file and _anon.</summary>
    public double RefaultedPagesPerSecond { get; init; } = double.NaN;

    /// <summary>Processes killed for its memory limit in the window.</summary>
    public double OomKills { get; init; } = double.NaN;

    /// <summary>Processes killed since the group was made.</summary>
    public double OomKillsEver { get; init; } = double.NaN;

    /// <summary>Tasks in the group at the end.</summary>
    public double Pids { get; init; } = double.NaN;

    /// <summary>How many tasks it may have; NaN for none.</summary>
    public double PidsLimit { get; init; } = double.NaN;

    /// <summary>Forks refused in the window for the limit.</summary>
    public double PidsRefused { get; init; } = double.NaN;

    /// <summary>CPU pressure, some, percent; v2 only.</summary>
    public double CpuPressurePercent { get; init; } = double.NaN;

    /// <summary>Memory pressure, some, percent; v2 only.</summary>
    public double MemoryPressurePercent { get; init; } = double.NaN;

    /// <summary>I/O pressure, some, percent; v2 only.</summary>
    public double IoPressurePercent { get; init; } = double.NaN;

    /// <summary>Bytes read and written per second through block devices.</summary>
    public double IoBytesPerSecond { get; init; } = double.NaN;

    /// <summary>Requests per second through block devices.</summary>
    public double IoRequestsPerSecond { get; init; } = double.NaN;

    /// <summary>The block devices that it has an I/O limit for, with its rates on them; empty for none.</summary>
    public IReadOnlyList<CgroupDeviceUsage> LimitedDevices { get; init; } = [];

    /// <summary>Some of its processes at the end, those of the groups below included, for naming culprits.</summary>
    public IReadOnlyList<int> Members { get; init; } = [];
}

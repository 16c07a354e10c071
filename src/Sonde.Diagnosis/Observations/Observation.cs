using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Proc;

namespace Sonde.Diagnosis.Observations;

/// <summary>
/// Everything that was seen of a machine in one window: what rules judge. Rules only read it; what could not be measured is NaN, null, empty, or
/// listed in <see cref="Unavailable"/>, and a rule that compares with NaN stays silent.
/// </summary>
public sealed record Observation
{
    /// <summary>Where it was read.</summary>
    public required LinuxRoot Root { get; init; }

    /// <summary>The machine.</summary>
    public required HostDescription Host { get; init; }

    /// <summary>The window.</summary>
    public required ObservationWindow Window { get; init; }

    /// <summary>The first and the last full sample.</summary>
    public required SystemInterval Interval { get; init; }

    /// <summary>CPU shares over the window.</summary>
    public required CpuUsage Cpu { get; init; }

    /// <summary>Interface rates over the window.</summary>
    public required InterfaceActivity Interfaces { get; init; }

    /// <summary>The sub-second course of what can burst.</summary>
    public required BurstSeries Bursts { get; init; }

    /// <summary>Every process over the window.</summary>
    public required TaskActivity Tasks { get; init; }

    /// <summary>Bytes in a page of the machine's memory.</summary>
    public double PageBytes { get; init; } = 4096;

    /// <summary>Of what kind the memory of the fastest growing processes is, the fastest first.</summary>
    public IReadOnlyList<MemoryGrowth> GrowingProcesses { get; init; } = [];

    /// <summary>Threads of the processes that used much CPU, the busiest first.</summary>
    public IReadOnlyList<ThreadUsage> HotThreads { get; init; } = [];

    /// <summary>Tasks in uninterruptible sleep, the longest first.</summary>
    public IReadOnlyList<BlockedTaskSighting> Blocked { get; init; } = [];

    /// <summary>Processes that ended.</summary>
    public ExitSurvey Exits { get; init; } = new();

    /// <summary>Whole block devices, stacked ones last.</summary>
    public IReadOnlyList<BlockDevice> Disks { get; init; } = [];

    /// <summary>Mounted file systems with storage behind them.</summary>
    public IReadOnlyList<FileSystemUsage> FileSystems { get; init; } = [];

    /// <summary>Sockets.</summary>
    public SocketSurvey Sockets { get; init; } = new();

    /// <summary>Queueing disciplines and connection tracking.</summary>
    public NetworkSurvey Network { get; init; } = new();

    /// <summary>Names made or dropped in the kernel's name cache per second, as far as the cache grew or shrank; NaN where it could not be read.</summary>
    public double DentryChangesPerSecond { get; init; } = double.NaN;

    /// <summary>Open descriptors of the processes nearest to their limits, the nearest first.</summary>
    public IReadOnlyList<DescriptorUsage> Descriptors { get; init; } = [];

    /// <summary>Who uses inotify.</summary>
    public InotifySurvey Inotify { get; init; } = new();

    /// <summary>Control groups with limits.</summary>
    public CgroupSurvey Cgroups { get; init; } = new();

    /// <summary>The kernel log.</summary>
    public KernelLogSurvey KernelLog { get; init; } = new();

    /// <summary>Hardware and its errors.</summary>
    public HardwareSurvey Hardware { get; init; } = new();

    /// <summary>What could not be seen.</summary>
    public IReadOnlyList<Unavailability> Unavailable { get; init; } = [];

    /// <summary>The sample at the start.</summary>
    public SystemSample First => Interval.Earlier;

    /// <summary>The sample at the end.</summary>
    public SystemSample Last => Interval.Later;

    /// <summary>Measured seconds; NaN where only one sample could be taken, so that no rate comes out.</summary>
    public double Seconds => Interval.Seconds;

    /// <summary>Online CPUs, at least 1.</summary>
    public int CpuCount => Math.Max(1, Cpu.OnlineCount);

    /// <summary>Growth per second of a /proc/vmstat counter; NaN where the kernel does not have it.</summary>
    public double VirtualMemoryRate(string name) => Counter.Growth(First.VirtualMemory.Values[name], Last.VirtualMemory.Values[name]) / Seconds;

    /// <summary>Growth per second of a protocol counter under nstat's name, such as TcpExtListenDrops; NaN where the kernel does not have it.</summary>
    public double ProtocolRate(string name) => ProtocolGrowth(name) / Seconds;

    /// <summary>Growth of a protocol counter over the window; NaN where the kernel does not have it.</summary>
    public double ProtocolGrowth(string name) =>
        Interval.CanSubtract ? Counter.Growth(First.Protocols.Values[name], Last.Protocols.Values[name]) : double.NaN;

    /// <summary>A value of /proc/meminfo at the end, KiB; NaN where the kernel does not have it.</summary>
    public double MemoryKibibytes(string name) => Last.Memory.Values[name] ?? double.NaN;

    /// <summary>The process with <paramref name="pid"/>, or null.</summary>
    public TaskRates? FindTask(int pid) => Tasks.Processes.FirstOrDefault(t => t.Pid == pid);
}

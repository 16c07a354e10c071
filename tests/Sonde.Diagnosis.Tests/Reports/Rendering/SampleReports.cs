using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Tests.Reports.Rendering;

/// <summary>Reports as real machines give them, one for each story that a surface has to tell. Made up, but every figure fits the others.</summary>
public static partial class SampleReports
{
    private const string Stat = "/proc/stat";
    private const string NotMeasured = "the kernel gives no such counter";

    /// <summary>All of them by the name of their directory under testdata/reports.</summary>
    public static IReadOnlyDictionary<string, Func<Report>> All { get; } = new Dictionary<string, Func<Report>>
    {
        ["healthy"] = Healthy,
        ["cpu-saturated"] = CpuSaturated,
        ["fsync-stall"] = FsyncStall,
        ["memory-oom"] = MemoryOom,
        ["listen-overflow"] = ListenOverflow,
        ["hostile-names"] = HostileNames,
        ["blind"] = Blind,
    };

    private static HostDescription WebHost => new()
    {
        Hostname = "web-1",
        Kernel = "6.18.44",
        Cpus = 2,
        MemoryBytes = 25_102_475_264,
        NumaNodes = 1,
        Virtualization = "kvm",
        Cgroup = "hybrid",
        BootTime = new DateTimeOffset(2026, 11, 2, 6, 58, 12, TimeSpan.Zero),
    };

    private static ObservationWindow FiveSeconds => new(new DateTimeOffset(2026, 11, 20, 14, 3, 7, 215, TimeSpan.Zero), 5.003, 51);

    private static ObservationCost SmallCost => new(0.0478, 23_461_888, 0);

    private static Metric Percent(double value, string source, double? max = null) => Metric.Measured(value, "percent", source, max);

    private static Metric Count(double value, string unit, string source, double? max = null) => Metric.Measured(value, unit, source, max);

    private static Metric None(string unit, string reason = NotMeasured, string source = "none") => Metric.Missing(unit, source, reason);

    private static ResourceRow Cpu(double busy, double max, double waiting, double? maxWaiting = null) => new(
        "cpu", Percent(busy, Stat, max), Count(waiting, "tasks", Stat + " procs_running", maxWaiting), Count(0, "errors", "/sys/devices/system/machinecheck"));

    private static ResourceRow OneCpu(int number, double busy, double max) => new(
        $"cpu/{number}", Percent(busy, Stat, max), None("tasks", "the kernel was built without /proc/schedstat", "/proc/schedstat"), None("errors"));

    private static ResourceRow Memory(double used, double stalled, double oomKills = 0) => new(
        "memory", Percent(used, "/proc/meminfo"), Count(stalled, "percent", "/proc/pressure/memory some"), Count(oomKills, "oom kills", "/proc/vmstat oom_kill"));

    private static ResourceRow Disk(string name, double busy, double max, double queue) => new(
        $"disk/{name}", Percent(busy, "/proc/diskstats", max), Count(queue, "requests", "/proc/diskstats"), Count(0, "errors", "/sys/block/vda/device/ioerr_cnt"));

    private static ResourceRow Interface(string name, double? used, double dropped, double errors = 0) => new(
        $"net/{name}",
        used is { } share ? Percent(share, "/proc/net/dev") : None("percent", "the link gives no speed", $"/sys/class/net/{name}/speed"),
        Count(dropped, "packets/s", "/proc/net/dev"),
        Count(errors, "packets/s", "/proc/net/dev"));

    private static ResourceRow FileSystem(string path, double used) => new(
        $"fs{path}", Percent(used, "statfs"), None("percent", "nothing waits for a file system's room"), Count(0, "errors", "/sys/fs/ext4/vda1/errors_count"));

    private static IReadOnlyList<ResourceRow> QuietRest() =>
    [
        Memory(11.2, 0),
        Disk("vda", 1.9, 14, 0.02),
        Interface("eth0", null, 0),
        FileSystem("/", 31.4),
        FileSystem("/var", 62.0),
        new("fd", Percent(0.4, "/proc/sys/fs/file-nr"), None("tasks"), None("errors")),
        new("tasks", Percent(1.1, "/proc/loadavg"), None("tasks"), None("errors")),
        new("interconnect", None("percent", "no hardware counters in this virtual machine", "perf_event_open"), None("percent", "no hardware counters in this virtual machine", "perf_event_open"), None("errors")),
    ];

    private static IReadOnlyList<RuledOut> UsualRuledOut(params string[] without)
    {
        RuledOut[] all =
        [
            new("Is the CPU short?", "no: 4.1 % busy, nobody waits", [new("busy", 4.1, "percent", 90, Stat)]),
            new("Is memory short?", "no: 22.3 GiB are available, nothing is reclaimed", [new("MemAvailable", 23_944_442_675, "bytes", null, "/proc/meminfo")]),
            new("Is a disk slow or full of requests?", "no: vda is 1.9 % busy and answers in 0.4 ms", [new("await", 0.4, "ms", 20, "/proc/diskstats")]),
            new("Does the network lose packets?", "no: 0.00 % of the segments were sent again, no drops", [new("retransmits", 0, "percent", 1, "/proc/net/snmp")]),
            new("Is a file system full?", "no: /var is the fullest with 62 %", [new("used", 62, "percent", 90, "statfs")]),
            new("Did the kernel kill or log anything?", "no: no OOM kill, no I/O error, no soft lockup in the window", []),
        ];
        return [.. all.Where(ruledOut => !without.Any(word => ruledOut.Question.Contains(word, StringComparison.Ordinal)))];
    }

    private static IReadOnlyList<Unavailable> UsualUnavailable() =>
    [
        new("run queue latency", "the kernel was built without /proc/schedstat", "sonde runqlat measures it with a tracepoint, as root"),
        new("instructions per cycle", "this virtual machine has no hardware counters", ""),
    ];
}

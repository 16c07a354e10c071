using System.Text;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Reports.Rendering;
using Sonde.Diagnosis.Use;
using Sonde.Proc;
using Sonde.Testing;
using Xunit;

namespace Sonde.Diagnosis.Tests.Use;

public class UseTableTests
{
    private const double Gibibyte = 1024.0 * 1024 * 1024;

    [Fact]
    public void Every_resource_of_the_checklist_has_a_row()
    {
        using TestMachine machine = Rich();
        HashSet<string> rows = [.. UseTable.Build(Populated(machine)).Select(r => r.Resource)];
        Assert.Superset(
            new HashSet<string>
            {
                "cpu", "cpu/0", "cpu/1", "cpu/run-queue", // CPUs
                "memory", "memory/reclaim", "memory/swap", // memory capacity
                "net/eth0", "tcp", "udp", "ports", // network interfaces and what stands on them
                "io", "disk/vda", // storage devices
                "fs/", // storage capacity
                "storage-controller", "network-controller",
                "cpu-interconnect", "memory-interconnect", "io-interconnect",
                "kernel-locks", "user-locks", "thread-pools", "fd", "fd/process", "tasks", "conntrack", // software
                "cgroup/web:cpu", "cgroup/web:memory", "cgroup/web:tasks", // a set for each group with limits
            },
            rows);
        Assert.Equal(rows.Count, UseTable.Build(Populated(machine)).Count);
    }

    [Fact]
    public void Every_cell_is_a_finite_value_with_a_known_unit_or_a_reason()
    {
        using TestMachine rich = Rich();
        AssertCells(UseTable.Build(Populated(rich)));
        using TestMachine idle = new();
        AssertCells(UseTable.Build(idle.Observe()));
        using TestMachine once = new(samples: 1);
        AssertCells(UseTable.Build(once.Observe()));
        using TestMachine old = new() { CpuPressure = double.NaN, MemoryPressure = double.NaN, IoPressure = double.NaN };
        AssertCells(UseTable.Build(old.Observe()));
        using TemporaryTree empty = new();
        AssertCells(UseTable.Build(Observe(empty.Root)));
        using Observer live = new(new ObserverOptions { Window = TimeSpan.FromMilliseconds(300) }, CancellationToken.None);
        AssertCells(UseTable.Build(live.Observe()));
    }

    [Fact]
    public void A_machine_of_which_nothing_is_known_has_no_value_at_all()
    {
        using TemporaryTree empty = new();
        Assert.All(UseTable.Build(Observe(empty.Root)), row => Assert.All(Cells(row), cell => Assert.False(cell.Available, $"{row.Resource}: {cell}")));
    }

    [Fact]
    public void One_sample_has_only_states()
    {
        using TestMachine machine = new(cpus: 2, samples: 1);
        machine.VirtualMemory("pswpin", 1e9, 0).File("/proc/net/snmp", "Tcp: CurrEstab OutSegs RetransSegs\nTcp: 1 1000 1000\nUdp: InErrors RcvbufErrors SndbufErrors\nUdp: 9 9 9\n");
        IReadOnlyList<ResourceRow> rows = UseTable.Build(machine.Observe());
        Assert.True(Row(rows, "memory").Utilization.Available);
        Assert.True(Row(rows, "fd").Utilization.Available);
        Assert.All([Row(rows, "cpu").Utilization, Row(rows, "tcp").Errors, Row(rows, "udp").Errors, Row(rows, "memory/reclaim").Saturation, Row(rows, "storage-controller").Errors], cell => Assert.False(cell.Available));
        Assert.Equal("two samples with time between them are needed", Row(rows, "cpu").Utilization.Reason);
    }

    [Fact]
    public void Values_are_those_of_the_window()
    {
        using TestMachine machine = Rich();
        IReadOnlyList<ResourceRow> rows = UseTable.Build(Populated(machine));

        Assert.Equal((40, "percent"), Cell(Row(rows, "cpu").Utilization));
        Assert.Equal((12, "percent"), Cell(Row(rows, "cpu").Saturation));
        Assert.Equal((2, "tasks"), Cell(Row(rows, "cpu/run-queue").Saturation));
        Assert.Equal((12.5, "percent"), Cell(Row(rows, "memory").Utilization));
        Assert.Equal((300, "pages/s"), Cell(Row(rows, "memory/swap").Saturation));
        Assert.Equal((25, "percent"), Cell(Row(rows, "memory/swap").Utilization));
        Assert.Equal((20, "percent"), Cell(Row(rows, "disk/vda").Utilization));
        // 1,000 KiB/s of 100 Mbit/s.
        Assert.Equal((8.192, "percent"), Cell(Row(rows, "net/eth0").Utilization));
        Assert.Equal(8.192, Math.Round(Row(rows, "net/eth0").Utilization.Max!.Value, 6));
        Assert.Equal((10, "drops/s"), Cell(Row(rows, "net/eth0").Saturation));
        Assert.Equal((5, "percent"), Cell(Row(rows, "tcp").Errors));
        Assert.Equal((75, "percent"), Cell(Row(rows, "fs/").Utilization));
        Assert.Equal((50, "percent"), Cell(Row(rows, "conntrack").Utilization));
        Assert.Equal((0.2, "percent"), Cell(Row(rows, "fd").Utilization));
        Assert.Equal((90, "percent"), Cell(Row(rows, "fd/process").Utilization));
        Assert.Equal((3, "forks"), Cell(Row(rows, "tasks").Errors));
    }

    [Fact]
    public void A_group_is_measured_against_its_own_limits()
    {
        using TestMachine machine = Rich();
        IReadOnlyList<ResourceRow> rows = UseTable.Build(Populated(machine));
        Assert.Equal((80, "percent"), Cell(Row(rows, "cgroup/web:cpu").Utilization));
        Assert.Equal((50, "percent"), Cell(Row(rows, "cgroup/web:cpu").Saturation));
        Assert.Equal((75, "percent"), Cell(Row(rows, "cgroup/web:memory").Utilization));
        Assert.Equal((7, "hits"), Cell(Row(rows, "cgroup/web:memory").Saturation));
        Assert.Equal((1, "kills"), Cell(Row(rows, "cgroup/web:memory").Errors));
        Assert.Equal((10, "percent"), Cell(Row(rows, "cgroup/web:tasks").Utilization));
        Assert.DoesNotContain(rows, r => r.Resource.StartsWith("cgroup/free", StringComparison.Ordinal));
    }

    [Fact]
    public void Errors_are_counted_where_they_belong()
    {
        using TestMachine machine = Rich();
        KernelEvent Event(KernelEventKind kind, string text, string? subject) => new(kind, TimeSpan.FromSeconds(1), text, true, Subject: subject);
        Observation observation = Populated(machine) with
        {
            KernelLog = new KernelLogSurvey
            {
                Events =
                [
                    Event(KernelEventKind.StorageError, "I/O error, dev vda, sector 1", "vda"),
                    Event(KernelEventKind.StorageError, "Buffer I/O error on dev vda1", "vda1"),
                    Event(KernelEventKind.StorageError, "I/O error, dev vdaa, sector 1", "vdaa"),
                    Event(KernelEventKind.FileSystemError, "EXT4-fs error (device dm-0)", "dm-0"),
                    Event(KernelEventKind.TableFull, "nf_conntrack: table full", "nf_conntrack"),
                    Event(KernelEventKind.TableFull, "neighbour: arp_cache: neighbor table overflow!", "arp_cache"),
                    Event(KernelEventKind.HardwareError, "mce: [Hardware Error]: CPU 1: Machine Check", null),
                    Event(KernelEventKind.HardwareError, "EDAC MC0: 1 CE memory read error", null),
                    Event(KernelEventKind.HardwareError, "nvme 0000:02:00.0: PCIe Bus Error", "0000:02:00.0"),
                ],
            },
        };
        IReadOnlyList<ResourceRow> rows = UseTable.Build(observation);
        Assert.Equal(
            (2.0, 3.0, 1.0, 1.0, 1.0),
            (Row(rows, "disk/vda").Errors.Value!.Value, Row(rows, "io").Errors.Value!.Value, Row(rows, "fs/").Errors.Value!.Value, Row(rows, "conntrack").Errors.Value!.Value, Row(rows, "cpu").Errors.Value!.Value));
    }

    [Fact]
    public void Without_the_kernel_log_its_errors_are_unavailable_and_not_zero()
    {
        using TestMachine machine = Rich();
        Observation observation = Populated(machine) with { KernelLog = new KernelLogSurvey { Unavailability = new Unavailability("kernel log (/dev/kmsg)", "EPERM", "run as root") } };
        IReadOnlyList<ResourceRow> rows = UseTable.Build(observation);
        Assert.All(["disk/vda", "io", "fs/", "conntrack", "cpu", "storage-controller"], name => Assert.Contains("run as root", Row(rows, name).Errors.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_system_that_hangs_says_so_and_one_that_turned_read_only_counts_as_an_error()
    {
        using TestMachine machine = Rich();
        Observation observation = Populated(machine);
        FileSystemUsage hung = observation.FileSystems[0] with { MountPoint = "/nfs", Unavailability = new Unavailability("/nfs", "the file system did not answer within 1 s", "check the server") };
        FileSystemUsage turned = observation.FileSystems[0] with { TurnedReadOnly = true };
        IReadOnlyList<ResourceRow> rows = UseTable.Build(observation with { FileSystems = [turned, hung] });
        Assert.Contains("did not answer", Row(rows, "fs/nfs").Utilization.Reason, StringComparison.Ordinal);
        Assert.Equal(1, Row(rows, "fs/").Errors.Value);
    }

    [Fact]
    public void Interconnects_tell_one_node_from_several_and_from_none_that_can_be_seen()
    {
        using TestMachine machine = Rich();
        Observation observation = Populated(machine);
        Metric Saturation(params NumaNodeUsage[] nodes) => Row(UseTable.Build(observation with { Hardware = new HardwareSurvey { Nodes = nodes } }), "memory-interconnect").Saturation;
        NumaNodeUsage hits = new(0, 100, 50, 90, 10, 0);

        Assert.Equal((false, true), (Saturation().Available, Saturation().IsApplicable));
        Assert.False(Saturation(hits).IsApplicable);
        Assert.Equal(10, Saturation(hits, new NumaNodeUsage(1, 100, 50, 0, 0, 0)).Value);
        Assert.Equal(0, Saturation(new NumaNodeUsage(0, 100, 50, 0, 0, 0), new NumaNodeUsage(1, 100, 50, 0, 0, 0)).Value);
        Assert.False(Saturation(hits, new NumaNodeUsage(1, 100, 50, double.NaN, double.NaN, 0)).Available);
    }

    [Fact]
    public void The_whole_report_of_a_rich_machine_holds_no_number_that_is_none()
    {
        using TestMachine machine = Rich();
        Report report = Diagnostician.Judge("use", Populated(machine), () => new ObservationCost(0.1, 1, 0));
        Assert.All(report.Findings.SelectMany(f => f.Evidence).Concat(report.RuledOut.SelectMany(r => r.Evidence)), e => Assert.True(double.IsFinite(e.Value) && double.IsFinite(e.Threshold ?? 0), e.ToString()));
        Assert.All(report.Findings.SelectMany(f => f.Culprits.Concat(f.Victims)), p => Assert.True(double.IsFinite(p.Share ?? 0), p.ToString()));
        using MemoryStream markdown = new();
        ReportMarkdown.Write(report, markdown);
        Assert.DoesNotContain("NaN", Encoding.UTF8.GetString(markdown.ToArray()), StringComparison.Ordinal);
        Assert.Equal(("use", 0.1), (report.Command, report.Cost.CpuSeconds));
    }

    private static void AssertCells(IReadOnlyList<ResourceRow> rows)
    {
        Assert.Equal(rows.Count, rows.Select(r => r.Resource).Distinct().Count());
        foreach (ResourceRow row in rows)
        {
            foreach (Metric cell in Cells(row))
            {
                string where = $"{row.Resource}: {cell}";
                Assert.False(string.IsNullOrWhiteSpace(cell.Source), where);
                Assert.False(string.IsNullOrWhiteSpace(cell.Unit), where);
                Assert.Equal(cell.Available, cell.Reason is null);
                Assert.True(double.IsFinite(cell.Value ?? 0) && double.IsFinite(cell.Max ?? 0), where);
                Assert.True(!cell.Available || cell.IsApplicable, where);
                Assert.True(cell.Value is null or >= 0, where);
                Assert.True(cell.Unit != "percent" || cell.Value is null or <= 100.001 || row.Resource.Contains(':', StringComparison.Ordinal), where);
                if (cell.Value is { } value)
                    Assert.DoesNotContain("unknown", UnitFormat.Format(value, cell.Unit), StringComparison.Ordinal);
                else
                    Assert.True(cell.Reason!.Length > 3 && !cell.Reason.Contains("NaN", StringComparison.Ordinal), where);
            }
        }
    }

    private static Metric[] Cells(ResourceRow row) => [row.Utilization, row.Saturation, row.Errors];

    private static ResourceRow Row(IReadOnlyList<ResourceRow> rows, string name) => Assert.Single(rows, r => r.Resource == name);

    private static (double, string) Cell(Metric metric) => (Math.Round(metric.Value ?? double.NaN, 6), metric.Unit);

    private static Observation Observe(LinuxRoot root)
    {
        using Observer observer = new(new ObserverOptions { Roots = [root] }, CancellationToken.None);
        return observer.Observe();
    }

    private static TestMachine Rich()
    {
        TestMachine machine = new(cpus: 2) { CpuPressure = 12, MemoryPressure = 1, IoPressure = 3, Runnable = 4 };
        machine.AllCpus(new CpuLoad(User: 40)).Memory("SwapTotal", 1_000_000).Memory("SwapFree", 750_000).VirtualMemory("pswpin", 0, 100).VirtualMemory("pswpout", 0, 200)
            .File("/proc/diskstats", second => $" 254 0 vda 100 0 800 10 {second * 10:0} 0 {second * 80:0} 5 0 {second * 200:0} 20\n")
            .File("/sys/block/vda/dev", "254:0\n").File("/sys/block/vda/queue/rotational", "1\n")
            .File("/proc/net/dev", second => "Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n"
                + $"  eth0: {second * 1_024_000:0} 0 0 {second * 10:0} 0 0 0 0 0 0 0 0 0 0 0 0\n")
            .File("/sys/class/net/eth0/speed", "100\n").File("/sys/class/net/eth0/duplex", "full\n")
            .File("/proc/net/snmp", second => $"Tcp: CurrEstab OutSegs RetransSegs\nTcp: 1 {second * 1000:0} {second * 50:0}\nUdp: InErrors RcvbufErrors SndbufErrors\nUdp: 0 0 0\n")
            .File("/proc/net/softnet_stat", "00000001 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000 00000000\n")
            .File("/proc/sys/net/netfilter/nf_conntrack_count", "500\n").File("/proc/sys/net/netfilter/nf_conntrack_max", "1000\n");
        return machine;
    }

    // With what no tree can carry.
    private static Observation Populated(TestMachine machine) => machine.Observe() with
    {
        KernelLog = new KernelLogSurvey(),
        FileSystems = [new FileSystemUsage { MountPoint = "/", Type = "ext4", Source = "/dev/mapper/vg-root", Device = "253:0", DeviceName = "dm-0", TotalBytes = 900, UsedBytes = 600, AvailableBytes = 200, Inodes = 10, InodesFree = 5 }],
        Descriptors = [new DescriptorUsage(50, "server", 90, 100)],
        Cgroups = new CgroupSurvey
        {
            Hierarchy = "v2",
            Groups =
            [
                new CgroupUsage { Path = "/free", IoPressurePercent = 50 },
                new CgroupUsage { Path = "/web", CpuLimit = 0.5, CpuUsed = 0.4, Periods = 50, ThrottledPeriods = 25, MemoryLimitBytes = Gibibyte, WorkingSetBytes = 0.75 * Gibibyte, LimitHits = 7, OomKills = 1, Pids = 10, PidsLimit = 100, PidsRefused = 3 },
            ],
        },
    };
}

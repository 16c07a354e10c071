using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Machine;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Machine;

public class MachineRuleTests
{
    [Theory]
    [InlineData(69_000, null)]
    [InlineData(70_000, Severity.Warning)]
    [InlineData(90_000, Severity.Critical)]
    public void Open_files_of_the_machine_are_judged_against_file_max(int open, Severity? severity)
    {
        using TestMachine machine = new();
        machine.File("/proc/sys/fs/file-nr", $"{open}\t0\t100000\n");

        IReadOnlyList<Finding> findings = (machine.Observe() with { Descriptors = [new DescriptorUsage(9, "hoarder", 60_000, 100_000)] }).Judge(new FileLimitRule()).Findings;

        Assert.Equal(severity, findings.SingleOrDefault()?.Severity);
        Assert.All(findings, f => Assert.Equal(9, f.Culprits[0].Pid));
    }

    [Theory]
    [InlineData(50_000, null)]
    [InlineData(53_000, Severity.Warning)]
    [InlineData(65_536, Severity.Critical)]
    public void Booked_asynchronous_io_is_judged_against_its_limit(int booked, Severity? severity)
    {
        using TestMachine machine = new();
        machine.File("/proc/sys/fs/aio-nr", $"{booked}\n").File("/proc/sys/fs/aio-max-nr", "65536\n");

        Assert.Equal(severity, machine.Observe().Judge(new AioLimitRule()).Findings.SingleOrDefault()?.Severity);
    }

    [Fact]
    public void Files_that_are_missing_give_no_finding()
    {
        using TestMachine machine = new();
        machine.Without("/proc/sys/fs/file-nr");

        Assert.Empty(machine.Observe().Judge(new FileLimitRule(), new AioLimitRule(), new InotifyLimitRule(), new ClockSourceRule()).Findings);
    }

    [Fact]
    public void A_user_near_its_inotify_instances_is_told_with_the_process_that_holds_them()
    {
        using TestMachine machine = new();
        machine.File("/proc/sys/fs/inotify/max_user_instances", "4\n").File("/proc/sys/fs/inotify/max_user_watches", "1000\n");
        machine.Process(30, "watcher").UserPercent = 1;
        for (int fd = 3; fd < 7; fd++)
            machine.Link($"/proc/30/fd/{fd}", "anon_inode:inotify");

        Finding finding = new InotifyLimitRule().Find(machine.Observe());

        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal("User 0 has 4 of 4 inotify instances; watcher (pid 30) holds most", finding.Title);
    }

    [Fact]
    public void Watches_are_counted_where_the_machine_has_enough_of_them()
    {
        using TestMachine machine = new();
        machine.File("/proc/sys/fs/inotify/max_user_instances", "128\n").File("/proc/sys/fs/inotify/max_user_watches", "10\n");
        machine.File("/proc/slabinfo", "slabinfo - version: 2.1\n# name\ninotify_inode_mark 9 102 80 51 1 : tunables 0 0 0 : slabdata 2 2 0\n");
        machine.Process(30, "watcher").UserPercent = 1;
        machine.Link("/proc/30/fd/3", "anon_inode:inotify");
        machine.File("/proc/30/fdinfo/3", "pos:\t0\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"inotify wd:{i} ino:1 sdev:1 mask:1\n")));

        Assert.Equal("User 0 has 9 of 10 inotify watches; watcher (pid 30) holds most", new InotifyLimitRule().Find(machine.Observe()).Title);
    }

    [Theory]
    [InlineData("tsc", 50, null)]
    [InlineData("hpet", 50, Severity.Warning)]
    [InlineData("hpet", 5, Severity.Info)] // an idle machine does not feel it
    public void A_slow_clock_matters_where_a_better_one_is_there_and_work_is_done(string current, double busy, Severity? severity)
    {
        using TestMachine machine = new();
        machine.AllCpus(new CpuLoad(User: busy));
        HardwareSurvey hardware = new() { ClockSource = current, ClockSources = ["tsc", "hpet", "acpi_pm"] };

        Assert.Equal(severity, (machine.Observe() with { Hardware = hardware }).Judge(new ClockSourceRule()).Findings.SingleOrDefault()?.Severity);
    }

    [Fact]
    public void Hardware_errors_are_critical_new_or_old()
    {
        using TestMachine machine = new();
        Observation quiet = machine.Observe();
        Severity? Judge(HardwareSurvey hardware, params KernelEvent[] events) =>
            (quiet with { Hardware = hardware, KernelLog = new KernelLogSurvey { Events = events } }).Judge(new HardwareErrorRule()).Findings.SingleOrDefault()?.Severity;

        Assert.Equal(Severity.Critical, Judge(new HardwareSurvey { UncorrectedMemoryErrors = 1 }));
        Assert.Equal(Severity.Critical, Judge(new HardwareSurvey(), Event(KernelEventKind.HardwareError, "mce: [Hardware Error]: Uncorrected error", true)));
        Assert.Equal(Severity.Warning, Judge(new HardwareSurvey { CorrectedMemoryErrors = 2 }));
        Assert.Equal(Severity.Warning, Judge(new HardwareSurvey { PcieErrors = 1 }));
        Assert.Equal(Severity.Info, Judge(new HardwareSurvey { CorrectedMemoryErrors = 0, MemoryErrorsSinceBoot = 3 }));
        Assert.Equal(Severity.Info, Judge(new HardwareSurvey(), Event(KernelEventKind.HardwareError, "EDAC MC0: 1 CE", false)));
        Assert.Null(Judge(new HardwareSurvey()));
        Assert.Null(Judge(new HardwareSurvey { CorrectedMemoryErrors = 0, UncorrectedMemoryErrors = 0, PcieErrors = 0, MemoryErrorsSinceBoot = 0 }));
    }

    [Fact]
    public void A_hung_task_is_critical_while_it_still_hangs()
    {
        using TestMachine machine = new();
        Observation observation = machine.Observe() with
        {
            KernelLog = new KernelLogSurvey { Events = [Event(KernelEventKind.HungTask, "INFO: task dd:77 blocked for more than 120 seconds.", false) with { Pid = 77, Comm = "dd" }] },
        };

        Finding gone = new HungTaskRule().Find(observation);
        Finding still = new HungTaskRule().Find(observation with { Blocked = [new BlockedTaskSighting(77, 77, "dd", "io_schedule", 5, 4, false)] });

        Assert.Equal(Severity.Info, gone.Severity);
        Assert.Equal(Severity.Critical, still.Severity);
        Assert.Equal("dd (pid 77) has been blocked in the kernel for minutes, says its watchdog", still.Title);
    }

    [Fact]
    public void A_lockup_is_critical_in_the_window_and_a_warning_before()
    {
        using TestMachine machine = new();
        Observation Logged(bool isInWindow) => machine.Observe() with
        {
            KernelLog = new KernelLogSurvey { Events = [Event(KernelEventKind.Lockup, "watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [spin:88]", isInWindow) with { Pid = 88, Comm = "spin" }] },
        };

        Assert.Equal(Severity.Critical, new LockupRule().Find(Logged(true)).Severity);
        Assert.Equal("The kernel reports a CPU that was stuck while it ran spin (pid 88), in the last half hour", new LockupRule().Find(Logged(false)).Title);
    }

    [Fact]
    public void A_taint_informs_and_a_fresh_oops_alarms()
    {
        using TestMachine machine = new();
        Observation quiet = machine.Observe();
        Severity? Judge(ulong? taint, params KernelEvent[] events) => (quiet with { Hardware = new HardwareSurvey { Taint = taint }, KernelLog = new KernelLogSurvey { Events = events } })
            .Judge(new KernelTaintRule()).Findings.SingleOrDefault()?.Severity;

        Assert.Null(Judge(null));
        Assert.Null(Judge(0));
        Assert.Null(Judge((1 << 0) | (1 << 12) | (1 << 13))); // P, O, E: vendor modules
        Assert.Equal(Severity.Info, Judge(1 << 9)); // W
        Assert.Equal(Severity.Info, Judge(1 << 7)); // D, long ago
        Assert.Equal(Severity.Warning, Judge(1 << 9, Event(KernelEventKind.KernelBug, "WARNING: CPU: 1 PID: 1 at kernel/x.c:1", false)));
        Assert.Equal(Severity.Critical, Judge(1 << 7, Event(KernelEventKind.KernelBug, "Oops: 0000 [#1]", true)));
    }

    private static KernelEvent Event(KernelEventKind kind, string text, bool isInWindow) => new(kind, TimeSpan.FromSeconds(99_000), text, isInWindow);
}

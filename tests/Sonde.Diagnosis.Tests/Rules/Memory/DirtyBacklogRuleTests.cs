using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Memory;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Memory;

public class DirtyBacklogRuleTests
{
    private static readonly DirtyBacklogRule Rule = new();

    [Fact]
    public void Writers_that_outrun_the_disk_while_others_wait_are_named_with_their_victims()
    {
        using TestMachine machine = Backlog(dirtyMebibytes: 600, writebackMebibytes: 200, limitMebibytes: 1000, writtenMebibytesPerSecond: 50);
        Writer(machine, 50, 300);
        Writer(machine, 51, 100);
        TestProcess victim = machine.Process(52, "victim");
        victim.State = 'D';
        victim.WaitChannel = "jbd2_log_wait_commit";

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal((Severity.Warning, "writer (pid 50) writes faster than storage takes it: 800 MiB wait in memory; a sync now would take 16 s"), (finding.Severity, finding.Title));
        Assert.Equal((50, 0.75), (finding.Culprits[0].Pid, finding.Culprits[0].Share));
        Assert.Equal((52, "waits in jbd2_log_wait_commit"), (finding.Victims[0].Pid, finding.Victims[0].Detail));
    }

    [Theory]
    [InlineData(740, null)]
    [InlineData(760, Severity.Warning)]
    [InlineData(940, Severity.Warning)]
    [InlineData(960, Severity.Critical)]
    public void Severity_follows_the_share_of_what_the_kernel_allows(double mebibytes, Severity? severity)
    {
        using TestMachine machine = Backlog(mebibytes, 0, 1000, writtenMebibytesPerSecond: 500);
        machine.Process(52, "victim").State = 'D';
        Assert.Equal(severity, machine.Observe().Judge(Rule).Findings.SingleOrDefault()?.Severity);
    }

    [Theory]
    [InlineData(9.9, false)]
    [InlineData(10.1, true)]
    public void A_backlog_that_takes_long_to_write_counts_below_the_limit_too(double drainSeconds, bool isFound)
    {
        using TestMachine machine = Backlog(200, 0, 10_000, writtenMebibytesPerSecond: 200 / drainSeconds);
        machine.Process(52, "victim").State = 'D';
        Assert.Equal(isFound, machine.Observe().Judge(Rule).Findings.Count == 1);
    }

    [Fact]
    public void A_copy_that_only_slows_itself_is_information()
    {
        using TestMachine machine = Backlog(960, 0, 1000, 100);
        machine.IoPressure = 90;
        Writer(machine, 50, 300).State = 'D';
        TestProcess flusher = machine.Process(51, "kworker/u8:1");
        flusher.IsKernelThread = true;
        flusher.State = 'D';

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Empty(finding.Victims);
    }

    [Fact]
    public void Of_two_writers_that_wait_the_lesser_is_a_victim()
    {
        using TestMachine machine = Backlog(960, 0, 1000, 100);
        Writer(machine, 50, 300).State = 'D';
        Writer(machine, 51, 200).State = 'D';

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal((Severity.Critical, 51), (finding.Severity, finding.Victims[0].Pid));
    }

    [Fact]
    public void Little_data_is_no_backlog_however_slow_the_device()
    {
        using TestMachine machine = Backlog(60, 0, 62, writtenMebibytesPerSecond: 1);
        machine.Process(52, "victim").State = 'D';
        Rule.IsSilent(machine.Observe());
    }

    [Fact]
    public void A_burst_that_drains_is_no_backlog()
    {
        using TestMachine machine = Backlog(0, 0, 1000, 500);
        machine.Process(52, "victim").State = 'D';
        machine.File("/proc/meminfo", second => $"MemTotal: 8000000 kB\nMemFree: 5000000 kB\nDirty: {(second < 2 ? 900 * 1024 : 0)} kB\nWriteback: 0 kB\n");
        Rule.IsSilent(machine.Observe());
    }

    [Fact]
    public void Larger_pages_are_more_memory()
    {
        // 16,000 pages are 62 MiB of 4 KiB, but 1,000 MiB of 64 KiB.
        using TestMachine machine = Backlog(700, 0, 0, 0);
        machine.VirtualMemory("nr_free_pages", 5e6 / 64, 0).VirtualMemory("nr_dirty_threshold", 16_000, 0).VirtualMemory("nr_written", 0, 1_600);
        machine.Process(52, "victim").State = 'D';
        Observation observation = machine.Observe();
        Assert.Equal(65_536, observation.PageBytes);
        Rule.IsSilent(observation);
    }

    [Fact]
    public void Without_a_known_limit_the_time_decides_and_nothing_reads_unknown()
    {
        using TestMachine machine = new();
        machine.Memory("Dirty", 500 * 1024).VirtualMemory("nr_written", 0, 2_560);
        machine.Process(52, "victim").State = 'D';
        Finding finding = Rule.Find(machine.Observe());
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.DoesNotContain(finding.Evidence, e => e.Metric == "share of the dirty threshold");
    }

    [Fact]
    public void Unknown_amounts_are_no_finding()
    {
        using TestMachine machine = Backlog(960, 0, 1000, 100);
        machine.Without("/proc/meminfo");
        Rule.IsSilent(machine.Observe());
        using TestMachine half = Backlog(960, 0, 1000, 100);
        half.File("/proc/meminfo", "MemTotal: 8000000 kB\nDirty: 1000000 kB\n");
        Rule.IsSilent(half.Observe());
    }

    [Theory]
    [InlineData(0, 10, 0, 20, "sysctl vm.dirty_background_ratio=10 vm.dirty_ratio=20")]
    [InlineData(0, 5, 0, 40, "sysctl vm.dirty_background_ratio=5 vm.dirty_ratio=40")]
    [InlineData(1000, 0, 2000, 0, "sysctl vm.dirty_background_bytes=1000 vm.dirty_bytes=2000")]
    public void The_fix_can_be_undone_to_what_was_set(long backgroundBytes, long backgroundRatio, long bytes, long ratio, string undo)
    {
        using TestMachine machine = Backlog(960, 0, 1000, 100);
        machine.File("/proc/sys/vm/dirty_background_bytes", $"{backgroundBytes}\n").File("/proc/sys/vm/dirty_background_ratio", $"{backgroundRatio}\n")
            .File("/proc/sys/vm/dirty_bytes", $"{bytes}\n").File("/proc/sys/vm/dirty_ratio", $"{ratio}\n");
        Assert.Equal(undo, Rule.Find(machine.Observe()).Fix[^1].Undo);
    }

    private static TestProcess Writer(TestMachine machine, int pid, double mebibytesPerSecond)
    {
        TestProcess writer = machine.Process(pid, "writer");
        writer.WriteKibibytesPerSecond = mebibytesPerSecond * 1024;
        writer.SystemPercent = 10;
        return writer;
    }

    private static TestMachine Backlog(double dirtyMebibytes, double writebackMebibytes, double limitMebibytes, double writtenMebibytesPerSecond) => new TestMachine()
        .Memory("Dirty", dirtyMebibytes * 1024).Memory("Writeback", writebackMebibytes * 1024)
        .VirtualMemory("nr_dirty_threshold", limitMebibytes * 256, 0).VirtualMemory("nr_written", 1_000, writtenMebibytesPerSecond * 256);
}

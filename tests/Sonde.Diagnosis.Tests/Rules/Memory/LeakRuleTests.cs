using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Memory;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Memory;

public class LeakRuleTests
{
    private static readonly LeakRule Rule = new();

    [Fact]
    public void A_process_that_only_grows_is_named_with_the_time_that_is_left()
    {
        using TestMachine machine = new();
        Grower(machine, mebibytesPerSecond: 100);

        Finding finding = Rule.Find(machine.Observe());

        // 7,000,000 kB are available and 100 MiB go each second.
        Assert.Equal((Severity.Critical, "leaker (pid 50) grows by 100 MiB/s: the machine's memory is full in 68 s"), (finding.Severity, finding.Title));
        Assert.Equal((50, 1), (finding.Culprits[0].Pid, finding.Culprits[0].Share));
        Assert.Contains("grew by 500 MiB in 5 s, and it grew at 5 of 5 looks", finding.Why, StringComparison.Ordinal);
        Assert.Contains(finding.Next, n => n.Command == "cat /proc/50/smaps_rollup");
    }

    [Theory]
    [InlineData(3.9, null)]
    [InlineData(4.1, Severity.Info)]
    [InlineData(11.3, Severity.Info)]
    [InlineData(11.5, Severity.Warning)]
    [InlineData(22.7, Severity.Warning)]
    [InlineData(22.9, Severity.Critical)]
    public void Severity_follows_the_time_that_is_left(double mebibytesPerSecond, Severity? severity)
    {
        using TestMachine machine = new();
        Grower(machine, mebibytesPerSecond);
        Assert.Equal(severity, machine.Observe().Judge(Rule).Findings.SingleOrDefault()?.Severity);
    }

    [Theory]
    [InlineData(20, 1_000, Severity.Critical)]
    [InlineData(7_200, 300, Severity.Info)]
    [InlineData(7_200, 500, Severity.Critical)]
    public void Growth_that_is_new_is_information_until_the_process_holds_much(double ageSeconds, double heldMebibytes, Severity severity)
    {
        using TestMachine machine = new();
        TestProcess process = Grower(machine, 50);
        process.AgeSeconds = ageSeconds;
        process.ResidentKibibytes = (heldMebibytes - 250) * 1024;
        Assert.Equal(severity, Rule.Find(machine.Observe()).Severity);
    }

    [Theory]
    [InlineData(14, false)]
    [InlineData(16, true)]
    [InlineData(-1, false)]
    public void Programs_allocate_while_they_start(double ageSeconds, bool isFound)
    {
        using TestMachine machine = new();
        Grower(machine, 100).AgeSeconds = ageSeconds;
        Assert.Equal(isFound, machine.Observe().Judge(Rule).Findings.Count == 1);
    }

    [Fact]
    public void Mapped_files_and_shared_memory_are_no_leak_also_of_a_process_with_a_large_heap()
    {
        using TestMachine machine = new();
        TestProcess reader = Grower(machine, 100);
        reader.ResidentKibibytes = 4_000_000;
        reader.AnonymousShare = 0.03;
        Rule.IsSilent(machine.Observe());

        using TestMachine other = new();
        TestProcess sharer = Grower(other, 100);
        sharer.AnonymousShare = 0.03;
        sharer.SharedShare = 0.97;
        Rule.IsSilent(other.Observe());
    }

    [Fact]
    public void Only_the_private_part_of_the_growth_counts()
    {
        using TestMachine machine = new();
        Grower(machine, 100).AnonymousShare = 0.5;
        Assert.StartsWith("leaker (pid 50) grows by 50 MiB/s", Rule.Find(machine.Observe()).Title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_heap_that_saws_is_no_leak()
    {
        // Grows at three of five looks only, though it ends higher.
        using TestMachine machine = new();
        double[] mebibytes = [100, 300, 200, 400, 350, 600];
        Saw(machine, second => mebibytes[(int)Math.Round(second)]);
        Observation observation = machine.Observe();
        Assert.Equal(500 * 1024, Assert.Single(observation.GrowingProcesses).AnonymousKibibytes);
        Rule.IsSilent(observation);
    }

    [Theory]
    [InlineData(2, 5.0, false)]
    [InlineData(3, 5.0, true)]
    [InlineData(6, 1.9, false)]
    [InlineData(6, 2.0, true)]
    public void Two_looks_or_a_moment_are_no_trend(int samples, double seconds, bool isFound)
    {
        using TestMachine machine = new(2, seconds, samples);
        Grower(machine, 100);
        Assert.Equal(isFound, machine.Observe().Judge(Rule).Findings.Count == 1);
    }

    [Fact]
    public void The_room_in_its_group_counts_where_that_is_less()
    {
        using TestMachine machine = new();
        Grower(machine, 100);
        CgroupUsage inner = new() { Path = "/a/b", MemoryLimitBytes = 10e9, WorkingSetBytes = 1e9, Members = [50] };
        CgroupUsage outer = new() { Path = "/a", MemoryLimitBytes = 20e9, WorkingSetBytes = 20e9 - (2000.0 * 1024 * 1024), Members = [50] };
        CgroupUsage others = new() { Path = "/c", MemoryLimitBytes = 1e6, WorkingSetBytes = 1e6, Members = [51] };
        Finding finding = Rule.Find(machine.Observe() with { Cgroups = new CgroupSurvey { Groups = [inner, outer, others] } });
        Assert.Equal("leaker (pid 50) grows by 100 MiB/s: control group /a is full in 20 s", finding.Title);
    }

    [Fact]
    public void Unknown_room_unknown_parts_and_ended_or_kernel_processes_are_no_finding()
    {
        using TestMachine noRoom = new();
        Grower(noRoom, 100);
        noRoom.File("/proc/meminfo", "MemTotal: 8000000 kB\n");
        Rule.IsSilent(noRoom.Observe());

        using TestMachine noParts = new();
        Grower(noParts, 100);
        noParts.File("/proc/50/status", "Name:\tleaker\nState:\tS (sleeping)\nUid:\t0\t0\t0\t0\n");
        Observation without = noParts.Observe();
        Assert.Empty(without.GrowingProcesses);
        Rule.IsSilent(without);

        using TestMachine gone = new();
        Grower(gone, 100).GoneFrom = 0.9;
        Rule.IsSilent(gone.Observe());

        using TestMachine kernel = new();
        Grower(kernel, 100).IsKernelThread = true;
        Rule.IsSilent(kernel.Observe());
    }

    [Fact]
    public void The_group_counts_also_where_the_machines_room_is_unknown()
    {
        using TestMachine machine = new();
        Grower(machine, 100);
        machine.File("/proc/meminfo", "MemTotal: 8000000 kB\n");
        CgroupUsage group = new() { Path = "/a", MemoryLimitBytes = 2e9, WorkingSetBytes = 1e9, Members = [50] };
        Assert.Contains("control group /a is full", Rule.Find(machine.Observe() with { Cgroups = new CgroupSurvey { Groups = [group] } }).Title, StringComparison.Ordinal);
    }

    private static TestProcess Grower(TestMachine machine, double mebibytesPerSecond)
    {
        TestProcess process = machine.Process(50, "leaker");
        process.ResidentKibibytes = 400 * 1024;
        process.ResidentKibibytesPerSecond = mebibytesPerSecond * 1024;
        return process;
    }

    private static void Saw(TestMachine machine, Func<double, double> mebibytesAt)
    {
        machine.Process(50, "saw");
        machine.File("/proc/50/stat", second => $"50 (saw) S 1 50 50 0 -1 4194304 0 0 0 0 100 0 0 0 20 0 1 0 100 100000000 {mebibytesAt(second) * 256:0} 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
        machine.File("/proc/50/status", second => $"Name:\tsaw\nState:\tS (sleeping)\nUid:\t0\t0\t0\t0\nRssAnon:\t{mebibytesAt(second) * 1024:0} kB\n");
    }
}

using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules;
using Sonde.Diagnosis.Rules.Memory;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Memory;

public class SwapThrashRuleTests
{
    private const string Question = "Does the machine swap?";
    private static readonly SwapThrashRule Rule = new();

    [Fact]
    public void Pages_that_go_out_and_come_back_name_who_waits_for_them()
    {
        using TestMachine machine = Swapping(1_024, 2_048);
        machine.Process(77, "victim").MajorFaultsPerSecond = 900;
        machine.Process(78, "other").MajorFaultsPerSecond = 100;

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal((Severity.Warning, "Memory is swapped out and in again, 4 MiB/s each way: victim (pid 77) waits for its pages"), (finding.Severity, finding.Title));
        Assert.Equal((77, 0.9), (finding.Culprits[0].Pid, finding.Culprits[0].Share));
    }

    [Fact]
    public void The_limited_group_with_the_least_room_is_named_with_its_limit()
    {
        using TestMachine machine = Swapping(1_024, 2_048);
        machine.Process(77, "victim").MajorFaultsPerSecond = 900;
        CgroupUsage roomy = new() { Path = "/all", MemoryLimitBytes = 1e9, WorkingSetBytes = 1e8, Members = [77] };
        CgroupUsage full = new() { Path = "/all/shop", MemoryLimitBytes = 64 * 1024 * 1024, WorkingSetBytes = 64 * 1024 * 1024, Members = [77] };

        Finding finding = Rule.Find(machine.Observe() with { Cgroups = new CgroupSurvey { Groups = [roomy, full] } });

        Assert.EndsWith(", in group /all/shop limited to 64 MiB", finding.Title, StringComparison.Ordinal);
        Assert.Equal("/all/shop", finding.Culprits[0].Cgroup);
    }

    [Theory]
    [InlineData(255, 9_000, null)]
    [InlineData(9_000, 255, null)]
    [InlineData(257, 257, Severity.Warning)]
    [InlineData(5_119, 9_000, Severity.Warning)]
    [InlineData(5_121, 5_121, Severity.Critical)]
    public void The_lesser_direction_decides(double swappedIn, double swappedOut, Severity? severity)
    {
        using TestMachine machine = Swapping(swappedIn, swappedOut);
        Assert.Equal(severity, machine.Observe().Judge(Rule).Findings.SingleOrDefault()?.Severity);
    }

    [Theory]
    [InlineData(1.9)]
    [InlineData(double.NaN)]
    public void Without_a_stall_it_is_housekeeping(double pressure)
    {
        using TestMachine machine = Swapping(2_000, 2_000);
        machine.MemoryPressure = pressure;
        Rule.IsSilent(machine.Observe());
    }

    [Fact]
    public void Larger_pages_are_more_memory()
    {
        using TestMachine machine = Swapping(1_024, 1_024);
        machine.VirtualMemory("nr_free_pages", 5e6 / 64, 0);
        Assert.StartsWith("Memory is swapped out and in again, 64 MiB/s each way", Rule.Find(machine.Observe()).Title, StringComparison.Ordinal);
    }

    [Fact]
    public void One_way_traffic_is_not_ruled_out()
    {
        using TestMachine machine = Swapping(5_000, 0);
        Assert.Null(machine.Observe().Judge(Rule).Answer(Question));
    }

    [Theory]
    [InlineData(0, 0, 0, "no: it has no swap space")]
    [InlineData(1e6, 0, 0, "no: 0 pages/s in, 0 out")]
    [InlineData(1e6, 3.2, 100, "hardly: 3.2 pages/s in, 100 out")]
    public void Little_or_nothing_is_ruled_out_with_the_numbers(double space, double swappedIn, double swappedOut, string answer)
    {
        using TestMachine machine = Swapping(swappedIn, swappedOut);
        machine.Memory("SwapTotal", space);
        Assert.Equal(answer, machine.Observe().Judge(Rule).Answer(Question));
    }

    [Fact]
    public void Unknown_counters_are_neither_found_nor_ruled_out()
    {
        using TestMachine machine = Swapping(2_000, 2_000);
        machine.File("/proc/vmstat", "nr_free_pages 1\n");
        Judgement judgement = machine.Observe().Judge(Rule);
        Assert.Empty(judgement.Findings);
        Assert.Null(judgement.Answer(Question));
    }

    private static TestMachine Swapping(double swappedIn, double swappedOut)
    {
        TestMachine machine = new() { MemoryPressure = 30 };
        return machine.Memory("SwapTotal", 1e6).VirtualMemory("pswpin", 1e6, swappedIn).VirtualMemory("pswpout", 1e6, swappedOut);
    }
}

using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Memory;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Memory;

public class SwapThrashRuleTests
{
    private static readonly SwapThrashRule Rule = new();

    [Fact]
    public void The_process_that_waits_for_its_pages_is_named()
    {
        using TestMachine machine = Thrashing(perSecond: 10_240);

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal("Memory is swapped out and in again, 40 MiB/s each way: shop (pid 50) waits for its pages", finding.Title);
    }

    [Fact]
    public void A_limited_group_of_the_process_is_named_with_its_limit()
    {
        using TestMachine machine = Thrashing(perSecond: 1_024);
        CgroupUsage group = new() { Path = "/shop", MemoryLimitBytes = 64 * 1024 * 1024, Members = [50] };

        Finding finding = Rule.Find(machine.Observe() with { Cgroups = new CgroupSurvey { Groups = [group] } });

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.EndsWith(", in group /shop limited to 64 MiB", finding.Title, StringComparison.Ordinal);
        Assert.Equal("/shop", finding.Culprits[0].Cgroup);
    }

    [Fact]
    public void Swapping_that_nobody_waits_for_is_no_finding()
    {
        using TestMachine machine = Thrashing(perSecond: 10_240);
        machine.MemoryPressure = 1;

        Rule.IsSilent(machine.Observe());
    }

    [Fact]
    public void Pages_that_only_leave_are_no_finding()
    {
        using TestMachine machine = Thrashing(perSecond: 10_240);
        machine.VirtualMemory("pswpin", 0, 100);

        Rule.IsSilent(machine.Observe());
    }

    private static TestMachine Thrashing(double perSecond)
    {
        TestMachine machine = new() { MemoryPressure = 20 };
        machine.VirtualMemory("pswpin", 0, perSecond).VirtualMemory("pswpout", 0, perSecond);
        machine.Process(50, "shop").MajorFaultsPerSecond = perSecond;
        return machine;
    }
}

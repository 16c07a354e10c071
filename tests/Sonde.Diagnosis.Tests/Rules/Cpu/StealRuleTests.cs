using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Cpu;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Cpu;

public class StealRuleTests
{
    private static readonly StealRule Rule = new();

    [Theory]
    [InlineData(10, Severity.Warning)]
    [InlineData(30, Severity.Critical)]
    public void Time_taken_by_the_hypervisor_is_told_by_its_share(double steal, Severity severity)
    {
        using TestMachine machine = new();
        machine.AllCpus(new CpuLoad(User: 30, Steal: steal));

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal(severity, finding.Severity);
        Assert.Contains($"{steal} %", finding.Title, StringComparison.Ordinal);
        Assert.Empty(finding.Culprits);
    }

    [Theory]
    [InlineData(50, 9)]
    [InlineData(8, 11)] // an almost idle guest reads high ratios of nothing
    public void A_small_share_or_small_demand_is_no_finding(double user, double steal)
    {
        using TestMachine machine = new();
        machine.AllCpus(new CpuLoad(User: user, Steal: steal));

        Rule.IsSilent(machine.Observe());
    }

    [Fact]
    public void One_sample_says_nothing()
    {
        using TestMachine machine = new(samples: 1);
        machine.AllCpus(new CpuLoad(Steal: 50));

        Rule.IsSilent(machine.Observe());
    }
}

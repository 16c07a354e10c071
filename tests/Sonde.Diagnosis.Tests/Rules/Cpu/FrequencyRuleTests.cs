using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Cpu;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Cpu;

public class FrequencyRuleTests
{
    private static readonly FrequencyRule Rule = new();

    [Fact]
    public void A_limit_on_busy_CPUs_is_a_warning() =>
        Assert.Equal(Severity.Warning, Judge(new HardwareSurvey { FrequencyPercentOfMaximum = 50, FrequencyLimitPercent = 50 }, 90).Single().Severity);

    [Fact]
    public void Heat_is_a_warning() => Assert.Contains("too hot", Judge(new HardwareSurvey { ThermalThrottles = 10 }, 90).Single().Title, StringComparison.Ordinal);

    [Fact]
    public void One_low_reading_alone_only_informs() =>
        Assert.Equal(Severity.Info, Judge(new HardwareSurvey { FrequencyPercentOfMaximum = 50, FrequencyLimitPercent = 100 }, 90).Single().Severity);

    [Fact]
    public void Idle_CPUs_unknown_values_and_turbo_are_no_finding()
    {
        Assert.Empty(Judge(new HardwareSurvey { FrequencyPercentOfMaximum = 30, FrequencyLimitPercent = 50 }, 69));
        Assert.Empty(Judge(new HardwareSurvey(), 90));
        Assert.Empty(Judge(new HardwareSurvey { FrequencyPercentOfMaximum = 80, FrequencyLimitPercent = 100, ThermalThrottles = 4 }, 90));
    }

    private static IReadOnlyList<Finding> Judge(HardwareSurvey hardware, double busy)
    {
        using TestMachine machine = new();
        machine.AllCpus(new CpuLoad(User: busy));
        return (machine.Observe() with { Hardware = hardware }).Judge(Rule).Findings;
    }
}

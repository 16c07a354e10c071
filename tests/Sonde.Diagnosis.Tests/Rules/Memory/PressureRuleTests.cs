using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules;
using Sonde.Diagnosis.Rules.Memory;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Memory;

public class PressureRuleTests
{
    private const string Question = "Is the machine out of memory?";
    private static readonly PressureRule Rule = new();

    [Fact]
    public void Stalls_name_the_largest_process()
    {
        using TestMachine machine = new() { MemoryPressure = 12 };
        machine.Process(50, "big").ResidentKibibytes = 4_000_000;
        machine.Process(51, "small").ResidentKibibytes = 400_000;

        Finding finding = Rule.Find(machine.Observe());

        Assert.Equal((Severity.Warning, "Tasks stall 12 % of the time for lack of memory"), (finding.Severity, finding.Title));
        Assert.Equal(("big", 50, 0.5), (finding.Culprits[0].Name, finding.Culprits[0].Pid, finding.Culprits[0].Share));
    }

    [Theory]
    [InlineData(9.9, 0, null)]
    [InlineData(10.1, 0, Severity.Warning)]
    [InlineData(39.9, 0, Severity.Warning)]
    [InlineData(40.1, 0, Severity.Critical)]
    [InlineData(5.1, 5.1, Severity.Warning)]
    [InlineData(9, 4.9, null)]
    [InlineData(21, 20.1, Severity.Critical)]
    public void Severity_follows_the_share_of_stalled_time(double some, double full, Severity? severity)
    {
        using TestMachine machine = new() { MemoryPressure = some, MemoryFullPressure = full };
        Assert.Equal(severity, machine.Observe().Judge(Rule).Findings.SingleOrDefault()?.Severity);
    }

    [Fact]
    public void Stalls_with_hardly_any_memory_left_are_critical()
    {
        using TestMachine machine = new() { MemoryPressure = 12 };
        machine.Memory("MemAvailable", 390_000);
        Assert.Equal(Severity.Critical, Rule.Find(machine.Observe()).Severity);
    }

    [Fact]
    public void Little_memory_that_nobody_waits_for_is_information()
    {
        using TestMachine machine = new();
        machine.Memory("MemAvailable", 700_000);
        Finding finding = Rule.Find(machine.Observe());
        Assert.Equal((Severity.Info, "Only 8.8 % of the memory is available; nobody waits for it yet"), (finding.Severity, finding.Title));
    }

    [Fact]
    public void Little_memory_on_a_kernel_without_pressure_is_information_that_says_so()
    {
        using TestMachine machine = new() { MemoryPressure = double.NaN };
        machine.Memory("MemAvailable", 700_000);
        Finding finding = Rule.Find(machine.Observe());
        Assert.Equal((Severity.Info, "Only 8.8 % of the memory is available; whether somebody waits for it, this kernel does not tell"), (finding.Severity, finding.Title));
    }

    [Fact]
    public void The_lowest_moment_counts()
    {
        using TestMachine machine = new();
        machine.Memory("MemAvailable", 500_000, perSecond: 1_000_000);
        Assert.Equal(Severity.Info, Rule.Find(machine.Observe()).Severity);
    }

    [Fact]
    public void Enough_memory_is_ruled_out_with_the_numbers()
    {
        using TestMachine machine = new() { MemoryPressure = 1.5 };
        Assert.Equal("no: 88 % available, tasks stalled 1.5 % of the time", machine.Observe().Judge(Rule).Answer(Question));
        using TestMachine old = new() { MemoryPressure = double.NaN };
        Assert.Equal("no: 88 % available", old.Observe().Judge(Rule).Answer(Question));
    }

    [Fact]
    public void Unknown_memory_is_neither_found_nor_ruled_out()
    {
        using TestMachine machine = new() { MemoryPressure = double.NaN };
        machine.File("/proc/meminfo", "MemTotal: 8000000 kB\n");
        Judgement judgement = machine.Observe().Judge(Rule);
        Assert.Empty(judgement.Findings);
        Assert.Null(judgement.Answer(Question));
    }

    [Fact]
    public void Stalls_count_also_where_available_memory_is_unknown()
    {
        using TestMachine machine = new() { MemoryPressure = 50 };
        machine.Without("/proc/meminfo");
        Finding finding = Rule.Find(machine.Observe());
        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.DoesNotContain(finding.Evidence, e => e.Metric.StartsWith("available", StringComparison.Ordinal));
    }
}

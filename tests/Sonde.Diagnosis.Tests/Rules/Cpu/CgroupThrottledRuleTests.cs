using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Cpu;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Cpu;

public class CgroupThrottledRuleTests
{
    private static readonly CgroupThrottledRule Rule = new();

    [Fact]
    public void A_group_at_its_quota_is_named_with_its_busiest_process()
    {
        Finding finding = Judge(Throttled);

        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal("cpu-throttled (pid 50) in group /sonde-throttle is stopped by its quota of 0.2 CPUs in 98 % of the periods", finding.Title);
        Assert.Equal(PartyKind.Cgroup, finding.Culprits[0].Kind);
        Assert.Equal("/sonde-throttle", finding.Culprits[0].Name);
        Assert.Equal(50, finding.Culprits[1].Pid);
    }

    [Fact]
    public void Some_stopped_periods_are_a_warning() => Assert.Equal(Severity.Warning, Judge(Throttled with { ThrottledPeriods = 20 }).Severity);

    [Fact]
    public void A_niced_group_is_information() => Assert.Equal(Severity.Info, Judge(Throttled, nice: 10).Severity);

    [Fact]
    public void Processes_of_groups_below_belong_to_it()
    {
        CgroupUsage pod = Throttled with { Members = [] };
        CgroupUsage container = new() { Path = "/sonde-throttle/inner", Members = [50] };

        Assert.Equal(50, Judge([pod, container]).Culprits[1].Pid);
    }

    [Fact]
    public void A_path_with_odd_characters_is_quoted_in_commands() =>
        Assert.Contains(Judge(Throttled with { Path = "/a b;c'd" }).Next, n => n.Command == @"cat '/sys/fs/cgroup/cpu/a b;c'\''d'/cpu.stat");

    [Fact]
    public void Few_or_short_stops_and_unknown_values_are_no_finding()
    {
        foreach (CgroupUsage group in new[]
        {
            Throttled with { Periods = 9, ThrottledPeriods = 9 },
            Throttled with { ThrottledPeriods = 12 },
            Throttled with { ThrottledSecondsPerSecond = 0.04 },
            Throttled with { ThrottledPeriods = double.NaN },
            Throttled with { ThrottledSecondsPerSecond = double.NaN },
        })
        {
            using TestMachine machine = new();
            Rule.IsSilent(machine.Observe() with { Cgroups = new CgroupSurvey { Groups = [group] } });
        }
    }

    private static CgroupUsage Throttled => new()
    {
        Path = "/sonde-throttle",
        CpuLimit = 0.2,
        CpuUsed = 0.2,
        Periods = 50,
        ThrottledPeriods = 49,
        ThrottledSecondsPerSecond = 0.75,
        Members = [50],
    };

    private static Finding Judge(CgroupUsage group, int nice = 0) => Judge([group], nice);

    private static Finding Judge(IReadOnlyList<CgroupUsage> groups, int nice = 0)
    {
        using TestMachine machine = new();
        TestProcess process = machine.Process(50, "cpu-throttled");
        process.UserPercent = 20;
        process.Nice = nice;
        return Rule.Find(machine.Observe() with { Cgroups = new CgroupSurvey { Hierarchy = "v1", Groups = groups } });
    }
}

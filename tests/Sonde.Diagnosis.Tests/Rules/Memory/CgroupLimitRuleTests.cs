using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Memory;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Memory;

public class CgroupLimitRuleTests
{
    private const double Mebibyte = 1024 * 1024;
    private static readonly CgroupLimitRule Rule = new();

    [Fact]
    public void A_group_that_hits_its_limit_is_critical_and_named_with_its_largest_process()
    {
        Finding finding = Judge(Full);

        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal("Control group /shop uses 99 % of its memory limit of 100 MiB and hits it 10 times a second", finding.Title);
        Assert.Equal((PartyKind.Cgroup, "/shop"), (finding.Culprits[0].Kind, finding.Culprits[0].Name));
        Assert.Equal(50, finding.Culprits[1].Pid);
    }

    [Fact]
    public void A_nearly_full_group_is_a_warning() => Assert.Equal(Severity.Warning, Judge(Full with { WorkingSetBytes = 91 * Mebibyte }).Severity);

    [Fact]
    public void A_full_group_that_does_not_hit_its_limit_is_information() => Assert.Equal(Severity.Info, Judge(Full with { LimitHits = 0 }).Severity);

    [Fact]
    public void A_group_whose_page_cache_comes_back_at_once_is_a_warning()
    {
        Finding finding = Judge(Thrashing);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("Control group /shop reads 40 MiB/s again that its memory limit of 100 MiB drove out of the page cache", finding.Title);
    }

    [Fact]
    public void Page_cache_that_nobody_needs_again_and_unknown_values_are_no_finding()
    {
        foreach (CgroupUsage group in new[]
        {
            Thrashing with { RefaultedPagesPerSecond = 1_000 },
            Thrashing with { RefaultedPagesPerSecond = double.NaN },
            Thrashing with { LimitHits = 4 },
            Thrashing with { LimitHits = double.NaN },
            Thrashing with { MemoryBytes = 80 * Mebibyte },
            Thrashing with { MemoryLimitBytes = double.NaN },
            Full with { WorkingSetBytes = double.NaN },
            Full with { WorkingSetBytes = 89 * Mebibyte },
        })
        {
            using TestMachine machine = new();
            Rule.IsSilent(machine.Observe() with { Cgroups = new CgroupSurvey { Groups = [group] } });
        }
    }

    private static CgroupUsage Full => new()
    {
        Path = "/shop",
        MemoryBytes = 100 * Mebibyte,
        WorkingSetBytes = 99 * Mebibyte,
        MemoryLimitBytes = 100 * Mebibyte,
        LimitHits = 50,
        Members = [50],
    };

    private static CgroupUsage Thrashing => Full with { WorkingSetBytes = 10 * Mebibyte, RefaultedPagesPerSecond = 10_240 };

    private static Finding Judge(CgroupUsage group)
    {
        using TestMachine machine = new();
        machine.Process(50, "shop").ResidentKibibytes = 90_000;
        return Rule.Find(machine.Observe() with { Cgroups = new CgroupSurvey { Groups = [group] } });
    }
}

using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules;
using Sonde.Diagnosis.Rules.Memory;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Memory;

public class CgroupLimitRuleTests
{
    private const string Question = "Does a control group run into its memory limit?";
    private const double Limit = 100 * 1024 * 1024;
    private static readonly CgroupLimitRule Rule = new();

    [Fact]
    public void A_group_that_hits_its_limit_is_named_with_its_largest_process()
    {
        using TestMachine machine = new();
        machine.Process(50, "big").ResidentKibibytes = 80 * 1024;
        machine.Process(51, "small").ResidentKibibytes = 10 * 1024;

        Finding finding = Assert.Single(Judge(machine, Group(95, hits: 50) with { Members = [51, 50] }).Findings);

        Assert.Equal((Severity.Warning, "Control group /web.service uses 95 % of its memory limit of 100 MiB and hits it 10 times a second"), (finding.Severity, finding.Title));
        Assert.Equal(["/web.service", "big", "small"], finding.Culprits.Select(c => c.Name));
        Assert.Equal(0.8, finding.Culprits[1].Share!.Value, 6);
        Assert.Equal("systemctl set-property --runtime -- web.service MemoryMax=157286400", finding.Fix[^1].Command);
    }

    [Theory]
    [InlineData(89.9, 100, null)]
    [InlineData(90.1, 100, Severity.Warning)]
    [InlineData(97.9, 100, Severity.Warning)]
    [InlineData(98.1, 100, Severity.Critical)]
    [InlineData(99, 4.9, Severity.Info)]
    [InlineData(99, 5.1, Severity.Critical)]
    [InlineData(99, double.NaN, Severity.Info)]
    [InlineData(double.NaN, 100, null)]
    public void Fullness_without_hits_is_information(double used, double hits, Severity? severity)
    {
        using TestMachine machine = new();
        Assert.Equal(severity, Judge(machine, Group(used, hits)).Findings.SingleOrDefault()?.Severity);
    }

    [Fact]
    public void A_group_whose_page_cache_comes_back_at_once_is_a_warning()
    {
        using TestMachine machine = new();
        Finding finding = Assert.Single(Judge(machine, Thrashing).Findings);
        Assert.Equal((Severity.Warning, "Control group /web.service reads 40 MiB/s again that its memory limit of 100 MiB drove out of the page cache"), (finding.Severity, finding.Title));
    }

    [Fact]
    public void Page_cache_that_nobody_needs_again_and_unknown_values_are_no_finding()
    {
        using TestMachine machine = new();
        foreach (CgroupUsage group in new[]
        {
            Thrashing with { RefaultedPagesPerSecond = 1_000 },
            Thrashing with { RefaultedPagesPerSecond = double.NaN },
            Thrashing with { LimitHits = 4 },
            Thrashing with { LimitHits = double.NaN },
            Thrashing with { MemoryBytes = Limit * 0.8 },
            Thrashing with { MemoryLimitBytes = double.NaN },
        })
        {
            Assert.Empty(Judge(machine, group).Findings);
        }
    }

    [Fact]
    public void Hits_of_memory_high_count_as_well()
    {
        using TestMachine machine = new();
        Assert.Equal(Severity.Warning, Assert.Single(Judge(machine, Group(95, double.NaN) with { HighHits = 100 }).Findings).Severity);
    }

    [Fact]
    public void Hits_of_a_group_below_are_not_those_of_the_group_above()
    {
        using TestMachine machine = new();
        IReadOnlyList<Finding> findings = Judge(machine, Group(95, 100) with { Path = "/a" }, Group(99, 100) with { Path = "/a/b" }).Findings;
        Assert.Equal([("/a/b", Severity.Critical), ("/a", Severity.Info)], findings.Select(f => (f.Culprits[0].Name, f.Severity)));
    }

    [Fact]
    public void Under_version_1_each_group_counts_its_own_hits()
    {
        using TestMachine machine = new();
        Judgement judgement = (machine.Observe() with
        {
            Cgroups = new CgroupSurvey { Hierarchy = "v1", Groups = [Group(95, 100) with { Path = "/a" }, Group(99, 100) with { Path = "/a/b" }] },
        }).Judge(Rule);
        Assert.Equal([Severity.Critical, Severity.Warning], judgement.Findings.Select(f => f.Severity));
    }

    [Fact]
    public void Of_many_the_gravest_three_are_told()
    {
        using TestMachine machine = new();
        IReadOnlyList<Finding> findings = Judge(machine, [.. Enumerable.Range(0, 10).Select(i => Group(90 + i, i > 5 ? 100 : 0) with { Path = $"/g{i}" })]).Findings;
        Assert.Equal(["/g9", "/g8", "/g7"], findings.Select(f => f.Culprits[0].Name));
    }

    [Fact]
    public void Room_is_ruled_out_with_the_fullest_group_whatever_is_unknown()
    {
        using TestMachine machine = new();
        Assert.Equal("no: the fullest uses 45 % of its limit", Judge(machine, Group(45, 0), Group(double.NaN, 0) with { Path = "/unknown" }, Group(10, 0) with { Path = "/low" }).Answer(Question));
    }

    [Fact]
    public void What_was_found_or_is_unknown_is_not_ruled_out()
    {
        using TestMachine machine = new();
        Assert.Null(Judge(machine, Group(99, 100), Group(double.NaN, 0) with { Path = "/unknown" }, Group(10, 0) with { Path = "/low" }).Answer(Question));
        Assert.Null(Judge(machine, Group(double.NaN, 0)).Answer(Question));
        Assert.Null(Judge(machine, new CgroupUsage { Path = "/cpu-only", CpuLimit = 1, WorkingSetBytes = 5 }).Answer(Question));
        Assert.Null(Judge(machine).Answer(Question));
    }

    private static CgroupUsage Thrashing => Group(10, 50) with { MemoryBytes = Limit, RefaultedPagesPerSecond = 10_240 };

    private static CgroupUsage Group(double usedPercent, double hits) =>
        new() { Path = "/web.service", MemoryLimitBytes = Limit, WorkingSetBytes = Limit * usedPercent / 100, LimitHits = hits };

    private static Judgement Judge(TestMachine machine, params CgroupUsage[] groups) =>
        (machine.Observe() with { Cgroups = new CgroupSurvey { Hierarchy = "v2", Groups = groups } }).Judge(Rule);
}

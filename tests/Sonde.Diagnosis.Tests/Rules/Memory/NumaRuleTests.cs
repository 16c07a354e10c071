using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules.Memory;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules.Memory;

public class NumaRuleTests
{
    private static readonly NumaRule Rule = new();

    [Theory]
    [InlineData(9.9, 10_000, false)]
    [InlineData(10.1, 10_000, true)]
    [InlineData(50, 990, false)]
    [InlineData(50, 1_010, true)]
    public void Memory_from_the_wrong_node_is_found_from_a_tenth_of_many_pages_on(double missPercent, double pagesPerSecond, bool isFound)
    {
        using TestMachine machine = new();
        double missed = pagesPerSecond * missPercent / 100;
        IReadOnlyList<Finding> findings = Judge(machine, Node(0, 50, pagesPerSecond - missed, 0), Node(1, 50, 0, missed));
        Assert.Equal(isFound ? [(FindingIds.Memory.NumaRemote, Severity.Warning)] : [], findings.Select(f => (f.Id, f.Severity)));
    }

    [Fact]
    public void Who_grows_is_named_and_can_be_looked_at()
    {
        using TestMachine machine = new();
        machine.Process(50, "grower").ResidentKibibytesPerSecond = 100_000;
        Finding finding = Assert.Single(Judge(machine, Node(0, 50, 5_000, 0), Node(1, 50, 0, 5_000)));
        Assert.Equal("50 % of new memory comes from another node than the task wanted; grower (pid 50) grows most", finding.Title);
        Assert.Contains(finding.Next, n => n.Command == "numastat -p 50");
    }

    [Theory]
    [InlineData(4.9, 26, true)]
    [InlineData(5.1, 26, false)]
    [InlineData(4.9, 24, false)]
    public void One_full_node_beside_one_with_room_is_information(double fullest, double emptiest, bool isFound)
    {
        using TestMachine machine = new();
        IReadOnlyList<Finding> findings = Judge(machine, Node(0, emptiest), Node(1, fullest), Node(2, 15));
        Assert.Equal(isFound ? [(FindingIds.Memory.NumaImbalance, Severity.Info)] : [], findings.Select(f => (f.Id, f.Severity)));
        Assert.All(findings, f => Assert.StartsWith("Node 1 has 4.9 %", f.Title, StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_a_warning_where_tasks_stall_or_go_to_the_other_node()
    {
        using TestMachine calm = new();
        Assert.Contains(Judge(calm, Node(0, 50, 5_000, 0), Node(1, 2, 0, 5_000)), f => f is { Id: FindingIds.Memory.NumaImbalance, Severity: Severity.Warning });
        using TestMachine stalling = new() { MemoryPressure = 3 };
        Assert.Equal(Severity.Warning, Assert.Single(Judge(stalling, Node(0, 50), Node(1, 2))).Severity);
    }

    [Fact]
    public void Nodes_without_memory_and_unknown_nodes_do_not_hide_the_others()
    {
        using TestMachine machine = new();
        NumaNodeUsage cpusOnly = new(2, 0, 0, 0, 0, 0);
        NumaNodeUsage unknown = new(3, 1000, double.NaN, 0, 0, 0);
        Assert.Single(Judge(machine, Node(0, 50), Node(1, 2), cpusOnly, unknown));
        Assert.Empty(Judge(machine, Node(0, 2), cpusOnly));
        Assert.Empty(Judge(machine, Node(0, 2), unknown));
    }

    [Fact]
    public void One_node_or_none_and_unknown_rates_are_no_finding()
    {
        using TestMachine machine = new();
        Assert.Empty(Judge(machine));
        Assert.Empty(Judge(machine, Node(0, 1, 0, 9_999)));
        Assert.Empty(Judge(machine, Node(0, 50, double.NaN, double.NaN), Node(1, 50, double.NaN, double.NaN)));
    }

    private static NumaNodeUsage Node(int number, double freePercent, double hits = 0, double misses = 0) => new(number, 1_000_000, freePercent * 10_000, hits, misses, 0);

    private static IReadOnlyList<Finding> Judge(TestMachine machine, params NumaNodeUsage[] nodes) =>
        (machine.Observe() with { Hardware = new HardwareSurvey { Nodes = nodes } }).Judge(Rule).Findings;
}

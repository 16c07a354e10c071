using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Tests.Reports;

public sealed class FindingTreeTests
{
    [Fact]
    public void Symptoms_stand_under_their_root_also_through_others()
    {
        FindingTree tree = new([Make(1, "a"), Make(2, "b", "a"), Make(3, "c", "b"), Make(4, "d"), Make(5, "e", "missing")]);
        Assert.Equal(["a", "d", "e"], tree.Roots.Select(root => root.Id));
        Assert.Equal([("b", null), ("c", (int?)2)], tree.Symptoms(tree.Roots[0]).Select(symptom => (symptom.Finding.Id, symptom.Via)));
    }

    [Fact]
    public void Circles_show_every_finding_once()
    {
        FindingTree tree = new([Make(1, "a", "c"), Make(2, "b", "a"), Make(3, "c", "b"), Make(4, "self", "self")]);
        Assert.Equal(["a", "self"], tree.Roots.Select(root => root.Id));
        Assert.Equal(["b", "c"], tree.Symptoms(tree.Roots[0]).Select(symptom => symptom.Finding.Id));
    }

    [Fact]
    public void Findings_of_the_same_id_stay_apart()
    {
        FindingTree tree = new([Make(1, "a"), Make(2, "a"), Make(3, "b", "a")]);
        Assert.Equal([1, 2], tree.Roots.Select(root => root.Rank));
        Assert.Equal([3], tree.Symptoms(tree.Roots[0]).Select(symptom => symptom.Finding.Rank));
    }

    private static Finding Make(int rank, string id, params string[] causes) => new()
    {
        Id = id,
        Rank = rank,
        Severity = Severity.Warning,
        Confidence = 1,
        Title = id,
        Why = "",
        Evidence = [],
        Causes = causes,
    };
}

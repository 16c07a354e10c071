using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Ranking;
using Sonde.Diagnosis.Reports;
using Xunit;
using Ids = Sonde.Diagnosis.Findings.FindingIds;

namespace Sonde.Diagnosis.Tests.Ranking;

public class CausalLinksTests
{
    [Fact]
    public void Every_link_names_two_different_findings_of_the_catalogue_and_a_reason()
    {
        foreach (CausalLink link in CausalLinks.All)
        {
            Assert.True(FindingCatalogue.Contains(link.Cause), link.Cause);
            Assert.True(FindingCatalogue.Contains(link.Symptom), link.Symptom);
            Assert.NotEqual(link.Cause, link.Symptom);
            Assert.False(string.IsNullOrWhiteSpace(link.Why), $"{link.Cause} -> {link.Symptom}");
        }
    }

    [Fact]
    public void No_link_is_listed_twice()
    {
        Assert.Empty(CausalLinks.All.GroupBy(l => (l.Symptom, l.Cause)).Where(g => g.Count() > 1).Select(g => $"{g.Key.Cause} -> {g.Key.Symptom}"));
    }

    [Fact]
    public void Only_flushes_and_saturation_explain_each_other_and_never_for_one_pair_of_findings()
    {
        HashSet<(string, string)> links = [.. CausalLinks.All.Select(l => (l.Cause, l.Symptom))];
        (string, string)[] mutual = [.. links.Where(l => links.Contains((l.Item2, l.Item1)))];

        Assert.Equal([(Ids.Disk.FsyncStall, Ids.Disk.Saturated), (Ids.Disk.Saturated, Ids.Disk.FsyncStall)], mutual.Order());
        foreach ((Finding saturated, Finding stall) in SaturationAndStallPairs())
            Assert.NotEqual(CausalLinks.Explains(saturated, stall), CausalLinks.Explains(stall, saturated));
    }

    [Theory]
    [InlineData(Ids.Disk.FsyncStall, Ids.Disk.Saturated)]
    [InlineData(Ids.Disk.Saturated, Ids.Disk.FsyncStall)]
    public void Causes_never_lead_back_to_a_symptom(string cause, string symptom)
    {
        ILookup<string, string> symptoms = CausalLinks.All.Where(l => (l.Cause, l.Symptom) != (cause, symptom)).ToLookup(l => l.Cause, l => l.Symptom);
        foreach (string start in FindingCatalogue.All)
            Assert.Null(PathBack(start, symptoms));
    }

    private static string? PathBack(string start, ILookup<string, string> symptoms)
    {
        HashSet<string> seen = [];
        Stack<string[]> open = new([[start]]);
        while (open.TryPop(out string[]? path))
        {
            foreach (string next in symptoms[path[^1]])
            {
                if (next == start)
                    return string.Join(" -> ", [.. path, next]);
                if (seen.Add(next))
                    open.Push([.. path, next]);
            }
        }

        return null;
    }

    private static IEnumerable<(Finding Saturated, Finding Stall)> SaturationAndStallPairs()
    {
        int[][] culprits = [[], [1], [2], [1, 2]];
        foreach (int[] saturated in culprits)
        {
            foreach (int[] stall in culprits)
                yield return (SampleFinding.Of(Ids.Disk.Saturated).By(saturated), SampleFinding.Of(Ids.Disk.FsyncStall).By(stall));
        }
    }
}

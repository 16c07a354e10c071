using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Rules;
using Xunit;

namespace Sonde.Diagnosis.Tests.Rules;

/// <summary>Asks single rules.</summary>
internal static class Judging
{
    /// <summary>What the rules decide in this order.</summary>
    public static Judgement Judge(this Observation observation, params Rule[] rules)
    {
        Judgement judgement = new();
        foreach (Rule rule in rules)
            rule.Judge(observation, judgement);
        Assert.All(judgement.Findings, Complete);
        return judgement;
    }

    /// <summary>The only finding of the rule, which must have one.</summary>
    public static Finding Find(this Rule rule, Observation observation) => Assert.Single(observation.Judge(rule).Findings);

    /// <summary>Asserts that the rule has nothing to say.</summary>
    public static void IsSilent(this Rule rule, Observation observation) => Assert.Empty(observation.Judge(rule).Findings);

    /// <summary>The answer to a question of the checklist; null where it is not ruled out.</summary>
    public static string? Answer(this Judgement judgement, string question) => judgement.RuledOut.SingleOrDefault(r => r.Question == question)?.Answer;

    // What every finding owes its reader.
    private static void Complete(Finding finding)
    {
        Assert.InRange(finding.Confidence, 0.01, 1);
        Assert.False(string.IsNullOrWhiteSpace(finding.Title), finding.Id);
        Assert.False(string.IsNullOrWhiteSpace(finding.Why), finding.Id);
        Assert.DoesNotContain("NaN", finding.Title + finding.Why, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Evidence);
        Assert.All(finding.Evidence, e => Assert.True(double.IsFinite(e.Value), $"{finding.Id}: {e.Metric}"));
        Assert.NotEmpty(finding.Next);
        Assert.NotEmpty(finding.Fix);
        Assert.All(finding.Culprits.Concat(finding.Victims), p => Assert.InRange(p.Share ?? 0, 0, 1));
        Assert.All(finding.Culprits.Concat(finding.Victims), p => Assert.DoesNotContain("NaN", p.Detail ?? "", StringComparison.Ordinal));
    }
}

using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Tests.Ranking;

/// <summary>Findings with what ranking looks at and nothing else.</summary>
internal static class SampleFinding
{
    public static Finding Of(string id, Severity severity = Severity.Warning, double confidence = 0.8) => new()
    {
        Id = id,
        Severity = severity,
        Confidence = confidence,
        Title = id,
        Why = "",
        Evidence = [],
    };

    public static Finding By(this Finding finding, params int[] pids) =>
        finding with { Culprits = [.. finding.Culprits, .. pids.Select(p => new Party(PartyKind.Process, "p") { Pid = p })] };

    public static Finding Hurting(this Finding finding, params int[] pids) =>
        finding with { Victims = [.. finding.Victims, .. pids.Select(p => new Party(PartyKind.Process, "p") { Pid = p })] };

    public static Finding On(this Finding finding, PartyKind kind, string name) =>
        finding with { Culprits = [.. finding.Culprits, new Party(kind, name)] };
}

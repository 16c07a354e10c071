using Sonde.Diagnosis.Reports;
using Sonde.Incidents.Tests.Machine;

namespace Sonde.Incidents.Tests;

/// <summary>Says in one line what is wrong with a triage, or nothing.</summary>
internal static class Verdicts
{
    /// <summary>The first finding must name the fault and its culprit, what it explains comes later, and the exit status says how bad it is.</summary>
    public static string? OnIncident(Incident incident, TriageRun run, int pid)
    {
        string expected = string.Join(" or ", incident.Ids);
        if (run.Report.Findings.Count == 0)
            return $"{incident.Program}: no finding; expected {expected}";
        Finding first = run.Report.Findings[0];
        if (!incident.Ids.Contains(first.Id))
            return $"{incident.Program}: the first finding is {Line(first)}; expected {expected}";
        if (first.Severity < incident.Severity)
            return $"{incident.Program}: expected {incident.Severity} or worse, not {Line(first)}";
        if (first.Culprits.Count == 0 || !incident.Culprit.Is(first.Culprits[0], pid))
            return $"{incident.Program} (pid {pid}): expected the culprit {incident.Culprit.Name}, not {Line(first)}";
        return OnOrder(run.Report) ?? OnExitStatus(run);
    }

    /// <summary>There must be no finding above info.</summary>
    public static string? OnHealthyMachine(TriageRun run) =>
        run.Report.Findings.FirstOrDefault(finding => finding.Severity > Severity.Info) is { } alarm ? $"a false alarm: {Line(alarm)}" : OnExitStatus(run);

    private static string? OnOrder(Report report)
    {
        foreach (Finding symptom in report.Findings)
        {
            if (symptom.Causes.Any(id => !report.Findings.Any(cause => cause.Id == id && cause.Rank < symptom.Rank)))
                return $"{symptom.Id} ranks above what explains it ({string.Join(", ", symptom.Causes)})";
        }

        return null;
    }

    private static string? OnExitStatus(TriageRun run)
    {
        Severity worst = run.Report.Findings.Count == 0 ? Severity.Info : run.Report.Findings.Max(finding => finding.Severity);
        int expected = worst switch { Severity.Critical => 2, Severity.Warning => 1, _ => 0 };
        return run.ExitStatus == expected ? null : $"exit status {run.ExitStatus}; the worst finding is {worst}, so expected {expected}";
    }

    private static string Line(Finding finding)
    {
        string culprits = string.Join(", ", finding.Culprits.Select(party => $"{party.Kind} {party.Name} {party.Pid}".TrimEnd()));
        return $"{finding.Id} ({finding.Severity}, {finding.Confidence:F2}, culprits: {culprits}): {finding.Title}";
    }
}

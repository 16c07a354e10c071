namespace Sonde.Diagnosis.Reports;

/// <summary>Sums a report up.</summary>
public static class ReportVerdict
{
    // Below this share of measured cells a clean report proves nothing. A container without privileges still sees more than half.
    private const double LeastShareSeen = 1.0 / 3;

    /// <summary>The worst finding, or whether the absence of findings means anything.</summary>
    public static Verdict Of(Report report)
    {
        Severity worst = report.Findings.Count == 0 ? Severity.Info : report.Findings.Max(finding => finding.Severity);
        if (worst == Severity.Critical)
            return Verdict.Critical;
        if (worst == Severity.Warning)
            return Verdict.Warning;
        return SawEnough(report) ? Verdict.Healthy : Verdict.Unknown;
    }

    // Errors are left out: many resources have no error counter on any machine.
    private static bool SawEnough(Report report)
    {
        // Nothing is concluded from a single moment.
        if (!(report.Window.Seconds > 0))
            return false;
        if (report.Resources.Count == 0)
            return report.RuledOut.Count > 0;
        int seen = report.Resources.Sum(row => (row.Utilization.Available ? 1 : 0) + (row.Saturation.Available ? 1 : 0));
        return seen >= LeastShareSeen * 2 * report.Resources.Count;
    }
}

using System.Globalization;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Reports.Rendering;
using Sonde.Terminal;

namespace Sonde.Rendering;

/// <summary>
/// A report as a tired person reads it: the verdict in the first line, then the findings in order of rank with their symptoms beneath, the resources that
/// matter, what is ruled out, what could not be seen, and the cost of looking.
/// </summary>
internal static class ReportText
{
    private const int LongestName = 60;
    private const int LongestSentence = 600;

    /// <summary>Writes the whole report.</summary>
    internal static void Write(Report report, TerminalPage page)
    {
        ReportLayout layout = new(page);
        FindingTree tree = new(report.Findings);
        WriteHeadline(report, layout);
        FindingText text = new(layout);
        foreach (Finding root in tree.Roots)
            text.Write(root, isHeadline: IsHeadline(report, root), tree.Symptoms(root));
        UseTableText.WriteSummary(report, layout);
        WriteRuledOut(report, layout);
        WriteUnavailable(report, layout);
        WriteFooter(report, layout);
    }

    /// <summary>Writes the verdict in one line (a Nagios check shows the first one) and what was looked at.</summary>
    internal static void WriteHeadline(Report report, ReportLayout layout)
    {
        TerminalPage page = layout.Page;
        Verdict verdict = ReportVerdict.Of(report);
        StyledText word = ReportStyles.Word(verdict) + "  ";
        string machine = $"{TextSanitizer.Clean(report.Host.Hostname, LongestName)} ({Machine(report.Host)})";
        string seconds = Seconds(report.Window.Seconds);
        switch (verdict)
        {
            case Verdict.Healthy:
                page.WriteWrapped(new StyledText($"No problem found in {seconds} on {machine}", Style.Bold), 0, word.Width, word);
                break;
            case Verdict.Unknown:
                page.WriteWrapped(new StyledText($"Too little could be seen on {machine} to say whether it is well", Style.Bold), 0, word.Width, word);
                break;
            default:
                Finding first = report.Findings.First(finding => IsHeadline(report, finding));
                page.WriteWrapped(new StyledText(FindingText.Title(first), Style.Bold), 0, word.Width, word);
                page.WriteWrapped(new StyledText($"{machine}, {seconds}: {Counts(report.Findings)}", Style.Dim), 0);
                break;
        }
    }

    /// <summary>Writes when and how long was looked, and what that cost.</summary>
    internal static void WriteFooter(Report report, ReportLayout layout)
    {
        ObservationWindow window = report.Window;
        ObservationCost cost = report.Cost;
        string share = window.Seconds > 0 ? $" ({UnitFormat.Percent(cost.CpuSeconds / window.Seconds * 100)} of one CPU)" : "";
        string text = $"Observed {Seconds(window.Seconds)} in {window.Samples} {(window.Samples == 1 ? "sample" : "samples")} from "
            + window.Start.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)
            + $"; cost {UnitFormat.Duration(cost.CpuSeconds)} of CPU time{share} and {UnitFormat.Format(cost.PeakRssBytes, "bytes")} of memory";
        StyledText lost = cost.EventsLost > 0 ? new StyledText($"; {UnitFormat.Format(cost.EventsLost, "events")} lost", ReportStyles.Warning) : StyledText.Empty;
        layout.Page.WriteLine();
        layout.Page.WriteWrapped(new StyledText(text, Style.Dim) + lost, 0);
    }

    private static bool IsHeadline(Report report, Finding finding)
    {
        Severity worst = report.Findings.Max(one => one.Severity);
        return worst != Severity.Info && ReferenceEquals(finding, new FindingTree(report.Findings).Roots.FirstOrDefault(root => root.Severity == worst) ?? report.Findings.First(one => one.Severity == worst));
    }

    private static string Machine(HostDescription host)
    {
        List<string> parts = [];
        if (host.Cpus is { } cpus)
            parts.Add(UnitFormat.Format(cpus, "CPUs"));
        if (host.MemoryBytes is { } memory)
            parts.Add(UnitFormat.Format(memory, "bytes"));
        if (host.NumaNodes is > 1 and { } nodes)
            parts.Add($"{nodes} NUMA nodes");
        parts.Add("kernel " + TextSanitizer.Clean(host.Kernel, LongestName));
        return string.Join(", ", parts);
    }

    private static string Counts(IReadOnlyList<Finding> findings)
    {
        List<string> parts = [];
        AddCount(parts, findings.Count(finding => finding.Severity == Severity.Critical), "critical", "critical");
        AddCount(parts, findings.Count(finding => finding.Severity == Severity.Warning), "warning", "warnings");
        AddCount(parts, findings.Count(finding => finding.Severity == Severity.Info), "note", "notes");
        return string.Join(", ", parts);
    }

    private static void AddCount(List<string> parts, int count, string one, string many)
    {
        if (count > 0)
            parts.Add($"{count}{TextWrap.NoBreakSpace}{(count == 1 ? one : many)}");
    }

    private static void WriteRuledOut(Report report, ReportLayout layout)
    {
        if (report.RuledOut.Count == 0)
            return;
        layout.WriteHeading("Ruled out");
        foreach (RuledOut item in report.RuledOut)
        {
            StyledText text = new StyledText(TextSanitizer.Clean(item.Question, LongestSentence)) + " "
                + new StyledText(TextSanitizer.Clean(item.Answer, LongestSentence), Style.Dim);
            layout.Page.WriteWrapped(text, 1, ReportLayout.Indent, new StyledText("✓", ReportStyles.Healthy));
        }
    }

    private static void WriteUnavailable(Report report, ReportLayout layout)
    {
        if (report.Unavailable.Count == 0)
            return;
        layout.WriteHeading("Could not see");
        foreach (Unavailable item in report.Unavailable)
        {
            StyledText text = new StyledText(TextSanitizer.Clean(item.What, LongestSentence))
                + new StyledText($": {TextSanitizer.Clean(item.Because, LongestSentence)}", Style.Dim);
            if (item.Remedy.Length > 0)
                text += new StyledText($" → {TextSanitizer.Clean(item.Remedy, LongestSentence)}", Style.Dim);
            layout.Page.WriteWrapped(text, 1, ReportLayout.Indent, new StyledText("?", ReportStyles.Unknown));
        }
    }

    private static string Seconds(double seconds) => seconds < 120 ? seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s" : UnitFormat.Duration(seconds);
}

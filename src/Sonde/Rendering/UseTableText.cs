using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Reports.Rendering;
using Sonde.Terminal;

namespace Sonde.Rendering;

/// <summary>The USE table: utilization, saturation and errors of each resource. A cell that could not be measured says so and names its reason.</summary>
internal static class UseTableText
{
    private const int WidestName = 40;
    private const int LongestName = 300;
    private const int NarrowestWithUnits = 60;
    private const int LongestReason = 400;
    private const int WidestValue = 24;
    private const int BarCells = 10;

    /// <summary>Writes all of <c>sonde use</c>: the verdict, every row, the reasons of missing cells, and the findings by title.</summary>
    internal static void Write(Report report, TerminalPage page)
    {
        ReportLayout layout = new(page);
        ReportText.WriteHeadline(report, layout);
        page.WriteLine();
        List<string> reasons = [];
        page.Write(Build(report.Resources, page.Profile, reasons));
        if (reasons.Count > 0)
        {
            layout.WriteHeading("Not available");
            for (int i = 0; i < reasons.Count; i++)
                page.WriteWrapped(new StyledText(TextSanitizer.Clean(reasons[i], LongestReason), Style.Dim), 1, 6, $"[{i + 1}]");
        }

        WriteFindings(report, layout);
        ReportText.WriteFooter(report, layout);
    }

    /// <summary>Writes the rows that matter and how many were left out.</summary>
    internal static void WriteSummary(Report report, ReportLayout layout)
    {
        if (report.Resources.Count == 0)
            return;
        IReadOnlyList<ResourceRow> shown = NotableResources.Of(report.Resources);
        int unseen = report.Resources.Count(row => !shown.Contains(row) && !row.Utilization.Available && !row.Saturation.Available);
        int quiet = report.Resources.Count - shown.Count - unseen;
        List<string> parts = [];
        if (quiet > 0)
            parts.Add($"{quiet} quiet");
        if (unseen > 0)
            parts.Add($"{unseen} unseen");
        layout.WriteHeading("Resources", parts.Count == 0 ? "" : $"{string.Join(" and ", parts)} not shown: sonde use");
        if (shown.Count > 0)
            layout.Page.Write(Build(shown, layout.Page.Profile, reasons: null), indent: 1);
    }

    private static Table Build(IReadOnlyList<ResourceRow> rows, TerminalProfile profile, List<string>? reasons)
    {
        bool isNarrow = profile.Width < NarrowestWithUnits;
        Table table = new(
            new TableColumn("resource") { MinWidth = isNarrow ? 8 : 10, MaxWidth = WidestName, KeepsEnd = true },
            new TableColumn(isNarrow ? "used" : "utilization") { IsRightAligned = true },
            new TableColumn("") { DropOrder = 2 },
            new TableColumn("peak") { IsRightAligned = true, DropOrder = 1 },
            new TableColumn("saturation") { IsRightAligned = true, MaxWidth = WidestValue },
            new TableColumn("errors") { IsRightAligned = true, MaxWidth = WidestValue });
        foreach (ResourceRow row in rows)
        {
            table.Add(
                TextSanitizer.Clean(row.Resource, LongestName),
                Cell(row.Utilization, Style.Plain, isNarrow, reasons),
                row.Utilization is { Unit: "percent", Value: { } share } ? Bar.Draw(share / 100, BarCells, profile, ReportStyles.Bar) : StyledText.Empty,
                new StyledText(ReportPhrases.Peak(row.Utilization), Style.Dim),
                Cell(row.Saturation, NotableResources.IsSaturated(row) ? Style.Bold : Style.Plain, isNarrow, reasons),
                Cell(row.Errors, ReportStyles.Critical, isNarrow, reasons));
        }

        return table;
    }

    private static StyledText Cell(Metric metric, Style notable, bool isNarrow, List<string>? reasons)
    {
        if (!metric.IsApplicable)
            return new StyledText("-", Style.Dim);
        if (metric.Value is not { } value)
            return new StyledText(reasons is null ? "n/a" : $"n/a [{NumberOf(metric.Reason ?? "no reason given", reasons)}]", Style.Dim);
        if (value == 0)
            return new StyledText("0", Style.Dim);
        return new StyledText(isNarrow ? UnitFormat.FormatBare(value, metric.Unit) : UnitFormat.Format(value, metric.Unit), notable);
    }

    private static int NumberOf(string reason, List<string> reasons)
    {
        int index = reasons.IndexOf(reason);
        if (index >= 0)
            return index + 1;
        reasons.Add(reason);
        return reasons.Count;
    }

    private static void WriteFindings(Report report, ReportLayout layout)
    {
        if (report.Findings.Count == 0)
            return;
        layout.WriteHeading("Findings", "sonde triage tells causes and remedies");
        foreach (Finding finding in report.Findings)
        {
            StyledText text = ReportStyles.Word(finding.Severity) + ReportLayout.WideGap + FindingText.Title(finding)
                + new StyledText($" ({TextSanitizer.Clean(finding.Id, LongestName)})", Style.Dim);
            layout.Page.WriteWrapped(text, 1, 4, finding.Rank.ToString());
        }
    }
}

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
    private const int LongestHeadline = 300;
    private const int LongestName = 60;
    private const int LongestSentence = 600;

    /// <summary>Writes the whole report.</summary>
    internal static void Write(Report report, TerminalPage page)
    {
        ReportLayout layout = new(page);
        FindingTree tree = new(report.Findings);
        Finding? headline = ReportPhrases.HeadlineFinding(report);
        WriteHeadline(report, layout);
        FindingText text = new(layout);
        foreach (Finding root in tree.Roots)
            text.Write(root, isHeadline: ReferenceEquals(root, headline), tree.Symptoms(root));
        UseTableText.WriteSummary(report, layout);
        WriteRuledOut(report, layout);
        WriteUnavailable(report, layout);
        WriteFooter(report, layout);
    }

    /// <summary>Writes nothing but the verdict, on one line however long, as a Nagios check does.</summary>
    internal static void WriteVerdict(Report report, TerminalPage page) =>
        page.WriteLine(ReportStyles.Word(ReportVerdict.Of(report)) + "  " + TextSanitizer.Clean(ReportPhrases.Headline(report), LongestHeadline));

    /// <summary>Writes the verdict in one line (a Nagios check shows the first one) and what was looked at.</summary>
    internal static void WriteHeadline(Report report, ReportLayout layout)
    {
        TerminalPage page = layout.Page;
        StyledText word = ReportStyles.Word(ReportVerdict.Of(report)) + "  ";
        string headline = TextSanitizer.Clean(ReportPhrases.Headline(report), LongestHeadline);
        page.WriteWrapped(new StyledText(headline, Style.Bold), 0, word.Width, word);
        if (report.Findings.Count == 0)
            return;
        string counts = string.Join(", ", ReportPhrases.Counts(report.Findings).Select(count => count.Replace(' ', TextWrap.NoBreakSpace)));
        string about = ReportPhrases.HeadlineFinding(report) is null
            ? counts
            : $"{TextSanitizer.Clean(report.Host.Hostname, LongestName)} ({ReportPhrases.Machine(report.Host)}), {ReportPhrases.Seconds(report.Window.Seconds)}: {counts}";
        page.WriteWrapped(new StyledText(about, Style.Dim), 0);
    }

    /// <summary>Writes when and how long was looked, and what that cost.</summary>
    internal static void WriteFooter(Report report, ReportLayout layout)
    {
        StyledText text = new(ReportPhrases.Observation(report), Style.Dim);
        if (ReportPhrases.Lost(report) is { Length: > 0 } lost)
            text += new StyledText("; ", Style.Dim) + new StyledText(lost, ReportStyles.Warning);
        layout.Page.WriteLine();
        layout.Page.WriteWrapped(text, 0);
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
}

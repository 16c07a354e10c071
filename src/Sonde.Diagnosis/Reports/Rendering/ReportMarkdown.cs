using System.Text;

namespace Sonde.Diagnosis.Reports.Rendering;

/// <summary>A report for a ticket or a chat, as CommonMark with GitHub's tables. Names are text or code, whatever they contain.</summary>
public static class ReportMarkdown
{
    private const int LongestSentence = 300;
    private const int LongestText = 1000;
    private const int LongestName = 120;
    private const int MostParties = 5;

    /// <summary>Writes <paramref name="report"/> as UTF-8 to <paramref name="stream"/>.</summary>
    public static void Write(Report report, Stream stream) => stream.Write(Encoding.UTF8.GetBytes(Render(report)));

    private static string Render(Report report)
    {
        StringBuilder text = new(8192);
        WriteHead(text, report);
        FindingTree tree = new(report.Findings);
        foreach (Finding root in tree.Roots)
            WriteFinding(text, root, tree.Symptoms(root));
        WriteResources(text, report);
        WriteRuledOut(text, report);
        WriteUnavailable(text, report);
        text.Append($"\n_{MarkdownText.Escape(ReportPhrases.Observation(report), LongestText)}");
        if (ReportPhrases.Lost(report) is { Length: > 0 } lost)
            text.Append("; ").Append(lost);
        return text.Append("_\n").ToString();
    }

    private static void WriteHead(StringBuilder text, Report report)
    {
        text.Append($"## {ReportPhrases.Word(ReportVerdict.Of(report))}: {MarkdownText.Escape(ReportPhrases.Headline(report), LongestSentence)}\n\n");
        text.Append($"{MarkdownText.Code(report.Host.Hostname, LongestName)} ({MarkdownText.Escape(ReportPhrases.Machine(report.Host), LongestName)}), ");
        text.Append(MarkdownText.Code("sonde " + report.Command, LongestName));
        IReadOnlyList<string> counts = ReportPhrases.Counts(report.Findings);
        text.Append(counts.Count == 0 ? "\n" : $": {string.Join(", ", counts)}\n");
    }

    private static void WriteFinding(StringBuilder text, Finding finding, IReadOnlyList<Symptom> symptoms)
    {
        text.Append($"\n### {finding.Rank}. {ReportPhrases.Word(finding.Severity)}: {MarkdownText.Escape(finding.Title, LongestSentence)}\n\n");
        text.Append($"{MarkdownText.Code(finding.Id, LongestName)}, {ReportPhrases.Confidence(finding)}. {MarkdownText.Escape(finding.Why, LongestText)}\n");
        WriteEvidence(text, finding.Evidence);
        WriteParties(text, finding.Culprits.Count == 1 ? "Culprit" : "Culprits", finding.Culprits);
        WriteParties(text, finding.Victims.Count == 1 ? "Victim" : "Victims", finding.Victims);
        WriteNext(text, finding.Next);
        WriteFix(text, finding.Fix);
        if (symptoms.Count == 0)
            return;
        text.Append("\n**Leads to**\n\n");
        foreach (Symptom symptom in symptoms)
        {
            string via = symptom.Via is { } rank ? $", through {rank}" : "";
            text.Append($"- {symptom.Finding.Rank}: {ReportPhrases.Word(symptom.Finding.Severity)}: {MarkdownText.Escape(symptom.Finding.Title, LongestSentence)} ");
            text.Append($"({MarkdownText.Code(symptom.Finding.Id, LongestName)}{via})\n");
        }
    }

    private static void WriteEvidence(StringBuilder text, IReadOnlyList<Evidence> evidence)
    {
        if (evidence.Count == 0)
            return;
        text.Append("\n| evidence | value | threshold | source |\n|---|---:|---|---|\n");
        foreach (Evidence item in evidence)
        {
            text.Append($"| {MarkdownText.Escape(item.Metric, LongestName)} | {MarkdownText.Escape(UnitFormat.Format(item.Value, item.Unit), LongestName)} ");
            text.Append($"| {MarkdownText.Escape(ReportPhrases.Comparison(item), LongestName)} | {MarkdownText.TableCode(item.Source, LongestName)} |\n");
        }
    }

    private static void WriteParties(StringBuilder text, string label, IReadOnlyList<Party> parties)
    {
        if (parties.Count == 0)
            return;
        text.Append($"\n**{label}**\n\n");
        foreach (Party party in parties.Take(MostParties))
        {
            string share = ReportPhrases.Share(party) is { } part ? ReportPhrases.SharePercent(part) + " " : "";
            string name = party.Name.Length == 0 ? "(no name)" : MarkdownText.Code(party.Name, LongestName);
            string ids = ReportPhrases.Ids(party) is { Length: > 0 } numbers ? $" ({numbers})" : "";
            string detail = party.Detail is { Length: > 0 } words ? ": " + MarkdownText.Escape(words, LongestSentence) : "";
            text.Append($"- {share}{ReportPhrases.KindWord(party)}{name}{ids}{detail}\n");
        }

        if (parties.Count > MostParties)
            text.Append($"- and {parties.Count - MostParties} more\n");
    }

    private static void WriteNext(StringBuilder text, IReadOnlyList<NextStep> steps)
    {
        if (steps.Count == 0)
            return;
        text.Append("\n**Next**\n\n");
        List<string> lines = [];
        foreach (NextStep step in steps)
        {
            if (step.Why.Length > 0)
                lines.Add("# " + VisibleText.Of(step.Why, LongestSentence));
            lines.Add(VisibleText.Of(step.Command));
        }

        AppendCommands(text, lines, "");
    }

    private static void WriteFix(StringBuilder text, IReadOnlyList<Fix> fixes)
    {
        if (fixes.Count == 0)
            return;
        text.Append("\n**Fix**\n\n");
        foreach (Fix fix in fixes)
        {
            text.Append($"- {MarkdownText.Escape(ReportPhrases.Action(fix), LongestText)}");
            text.Append(ReportPhrases.Risk(fix) is { Length: > 0 } risk ? $" {MarkdownText.Escape(risk, LongestText)}\n" : "\n");
            List<string> lines = [];
            if (fix.Command is { Length: > 0 } command)
                lines.Add(VisibleText.Of(command));
            if (fix.Undo is { Length: > 0 } undo)
                lines.Add("# undo: " + VisibleText.Of(undo));
            if (lines.Count > 0)
                AppendCommands(text.Append('\n'), lines, "  ");
        }
    }

    private static void AppendCommands(StringBuilder text, List<string> lines, string indent)
    {
        string fence = MarkdownText.Fence(lines);
        text.Append($"{indent}{fence}sh\n");
        foreach (string line in lines)
            text.Append($"{indent}{line}\n");
        text.Append($"{indent}{fence}\n");
    }

    private static void WriteResources(StringBuilder text, Report report)
    {
        IReadOnlyList<ResourceRow> rows = NotableResources.Of(report.Resources);
        if (rows.Count == 0)
            return;
        text.Append("\n### Resources\n\n| resource | utilization | peak | saturation | errors |\n|---|---:|---:|---:|---:|\n");
        foreach (ResourceRow row in rows)
        {
            string peak = MarkdownText.Escape(ReportPhrases.Peak(row.Utilization), LongestName);
            text.Append($"| {MarkdownText.TableCode(row.Resource, LongestName)} | {Cell(row.Utilization)} | {peak} | {Cell(row.Saturation)} | {Cell(row.Errors)} |\n");
        }

        if (report.Resources.Count > rows.Count)
            text.Append($"\n{report.Resources.Count - rows.Count} quiet or unseen resources are not shown.\n");
    }

    private static string Cell(Metric metric) => metric.Value switch
    {
        null => metric.IsApplicable ? "n/a" : "–",
        0 => "0",
        { } value => MarkdownText.Escape(UnitFormat.Format(value, metric.Unit), LongestName),
    };

    private static void WriteRuledOut(StringBuilder text, Report report)
    {
        if (report.RuledOut.Count == 0)
            return;
        text.Append("\n### Ruled out\n\n");
        foreach (RuledOut item in report.RuledOut)
            text.Append($"- {MarkdownText.Escape(item.Question, LongestSentence)} {MarkdownText.Escape(item.Answer, LongestSentence)}\n");
    }

    private static void WriteUnavailable(StringBuilder text, Report report)
    {
        if (report.Unavailable.Count == 0)
            return;
        text.Append("\n### Could not see\n\n");
        foreach (Unavailable item in report.Unavailable)
        {
            text.Append($"- {MarkdownText.Escape(item.What, LongestSentence)}: {MarkdownText.Escape(item.Because, LongestSentence)}");
            text.Append(item.Remedy.Length == 0 ? "\n" : $" → {MarkdownText.Escape(item.Remedy, LongestSentence)}\n");
        }
    }
}

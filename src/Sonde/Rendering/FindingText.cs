using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Reports.Rendering;
using Sonde.Terminal;

namespace Sonde.Rendering;

/// <summary>One finding on a terminal: what, why, the evidence, who, what to run next and what would help, then the symptoms that it explains.</summary>
internal sealed class FindingText
{
    private const int LongestTitle = 300;
    private const int LongestText = 700;
    private const int LongestWord = 60;
    private const int LongestMetric = 28;
    private const int LongestValue = 24;
    private const int MostParties = 5;

    private readonly ReportLayout _layout;

    internal FindingText(ReportLayout layout) => _layout = layout;

    private TerminalPage Page => _layout.Page;

    /// <summary>The title, made safe and bounded.</summary>
    internal static string Title(Finding finding) => TextSanitizer.Clean(finding.Title, LongestTitle);

    /// <summary>Writes <paramref name="finding"/> in full.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="isHeadline">True where its title already stands as the report's first line.</param>
    /// <param name="symptoms">What it explains.</param>
    internal void Write(Finding finding, bool isHeadline, IReadOnlyList<Symptom> symptoms)
    {
        Page.WriteLine();
        StyledText number = new(finding.Rank.ToString(), Style.Bold);
        StyledText about = ReportStyles.Word(finding.Severity) + ReportLayout.WideGap + TextSanitizer.Clean(finding.Id, LongestWord)
            + new StyledText($", {ReportPhrases.Confidence(finding)}", Style.Dim);
        Page.WriteWrapped(about, indent: 0, hanging: ReportLayout.Indent, lead: number);
        if (!isHeadline)
            Page.WriteWrapped(new StyledText(Title(finding), Style.Bold), ReportLayout.Indent);
        if (finding.Why.Length > 0)
            Page.WriteWrapped(TextSanitizer.Clean(finding.Why, LongestText), ReportLayout.Indent);
        WriteEvidence(finding.Evidence);
        WriteCulprits(finding.Culprits);
        WriteVictims(finding.Victims);
        WriteNext(finding.Next);
        WriteFix(finding.Fix);
        WriteSymptoms(symptoms);
    }

    private void WriteEvidence(IReadOnlyList<Evidence> evidence)
    {
        if (evidence.Count == 0)
            return;
        int room = Page.Width - _layout.TextIndent;
        int metric = Math.Min(LongestMetric, (room / 2) - 2);
        Table table = new(
            new TableColumn("") { MinWidth = metric, Wraps = true },
            new TableColumn("") { MaxWidth = Math.Min(LongestValue, room - metric - 2) },
            new TableColumn("") { DropOrder = 1, MaxWidth = 24 },
            new TableColumn("") { DropOrder = 2, MinWidth = 12, MaxWidth = LongestWord });
        foreach (Evidence item in evidence)
        {
            table.Add(
                TextSanitizer.Clean(item.Metric, LongestWord),
                new StyledText(UnitFormat.Format(item.Value, item.Unit), Style.Bold),
                ReportPhrases.Comparison(item),
                new StyledText(item.Source, Style.Dim));
        }

        _layout.WriteLabelled("evidence", _layout.Lay(table));
    }

    private void WriteCulprits(IReadOnlyList<Party> culprits)
    {
        if (culprits.Count == 0)
            return;
        int cells = Page.Width >= 60 ? 10 : 5;
        Table table = new(
            new TableColumn("") { DropOrder = 2 },
            new TableColumn("") { IsRightAligned = true },
            new TableColumn("") { MinWidth = 12, KeepsEnd = true },
            new TableColumn("") { MaxWidth = LongestValue },
            new TableColumn("") { DropOrder = 1, MinWidth = 20, MaxWidth = LongestWord });
        foreach (Party culprit in culprits.Take(MostParties))
        {
            double? share = ReportPhrases.Share(culprit);
            table.Add(
                share is { } part ? Bar.Draw(part, cells, Page.Profile, ReportStyles.Bar) : StyledText.Empty,
                share is { } fraction ? ReportPhrases.SharePercent(fraction) : "",
                new StyledText(Name(culprit), Style.Bold),
                ReportPhrases.Ids(culprit),
                new StyledText(culprit.Detail ?? "", Style.Dim));
        }

        List<StyledText> lines = [.. _layout.Lay(table)];
        if (culprits.Count > MostParties)
            lines.Add(new StyledText($"and {culprits.Count - MostParties} more", Style.Dim));
        _layout.WriteLabelled(culprits.Count == 1 ? "culprit" : "culprits", lines);
    }

    private void WriteVictims(IReadOnlyList<Party> victims)
    {
        if (victims.Count == 0)
            return;
        IEnumerable<StyledText> names = victims.Take(MostParties).Select(victim => victim.Detail is { Length: > 0 } detail
            ? NameWithIds(victim) + new StyledText(" " + TextSanitizer.Clean(detail, LongestWord), Style.Dim)
            : new StyledText(NameWithIds(victim)));
        StyledText text = StyledText.Join("; ", names);
        if (victims.Count > MostParties)
            text += $"; and {victims.Count - MostParties} more";
        _layout.WriteLabelled(victims.Count == 1 ? "victim" : "victims", _layout.Wrap(text));
    }

    private static string Name(Party party) => TextSanitizer.Clean(ReportPhrases.Name(party), LongestWord);

    private static string NameWithIds(Party party) => ReportPhrases.Ids(party) is { Length: > 0 } ids ? $"{Name(party)} ({ids})" : Name(party);

    private void WriteNext(IReadOnlyList<NextStep> steps)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            _layout.WriteCommand(steps[i].Command, i == 0 ? "next" : null);
            if (steps[i].Why.Length > 0)
                Page.WriteWrapped(new StyledText(TextSanitizer.Clean(steps[i].Why, LongestText), Style.Dim), _layout.TextIndent + 2);
        }
    }

    private void WriteFix(IReadOnlyList<Fix> fixes)
    {
        foreach (Fix fix in fixes)
        {
            StyledText action = TextSanitizer.Clean(ReportPhrases.Action(fix), LongestText);
            if (ReportPhrases.Risk(fix) is { Length: > 0 } risk)
                action += new StyledText(" " + TextSanitizer.Clean(risk, LongestText), Style.Dim);
            _layout.WriteLabelled("fix", _layout.Wrap(action));
            if (fix.Command is { Length: > 0 } command)
                _layout.WriteCommand(command);
            if (fix.Undo is { Length: > 0 } undo)
                _layout.WriteCommand(undo, "undo");
        }
    }

    private void WriteSymptoms(IReadOnlyList<Symptom> symptoms)
    {
        if (symptoms.Count == 0)
            return;
        List<StyledText> lines = [];
        foreach (Symptom symptom in symptoms)
        {
            string via = symptom.Via is { } rank ? $", through {rank}" : "";
            StyledText text = new StyledText($"{symptom.Finding.Rank} ", Style.Bold) + ReportStyles.Word(symptom.Finding.Severity) + ReportLayout.WideGap
                + Title(symptom.Finding) + new StyledText($" ({TextSanitizer.Clean(symptom.Finding.Id, LongestWord)}{via})", Style.Dim);
            lines.AddRange(_layout.Wrap(text, hanging: 2));
        }

        _layout.WriteLabelled("leads to", lines);
    }
}

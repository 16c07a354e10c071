namespace Sonde.Diagnosis.Reports.Rendering;

/// <summary>Findings as cards, each with an anchor of its own, so that symptoms can point at their cause.</summary>
internal sealed class FindingHtml
{
    private const int LongestSentence = 400;
    private const int LongestText = 2000;
    private const int LongestName = 200;
    private const int MostParties = 10;

    private readonly HtmlWriter _html;
    private readonly IReadOnlyList<Finding> _findings;

    internal FindingHtml(HtmlWriter html, IReadOnlyList<Finding> findings)
    {
        _html = html;
        _findings = findings;
    }

    internal void Write(Finding finding, bool isSymptom)
    {
        _html.Markup($"<article id=\"{Anchor(finding)}\" class=\"{ReportHtml.CssClass(finding.Severity)}{(isSymptom ? " symptom" : "")}\">\n");
        _html.Markup($"<h3><span class=\"word\">{finding.Rank} {ReportPhrases.Word(finding.Severity)}</span>").Text(finding.Title, LongestSentence).Markup("</h3>\n");
        _html.Markup("<small>").Element("code", finding.Id, LongestName).Text(", " + ReportPhrases.Confidence(finding), LongestName);
        WriteCauses(finding);
        _html.Markup("</small>\n");
        if (finding.Why.Length > 0)
            _html.Element("p", finding.Why, LongestText).Markup("\n");
        WriteEvidence(finding.Evidence);
        WriteParties(finding.Culprits.Count == 1 ? "Culprit" : "Culprits", finding.Culprits);
        WriteParties(finding.Victims.Count == 1 ? "Victim" : "Victims", finding.Victims);
        WriteNext(finding.Next);
        WriteFix(finding.Fix);
        _html.Markup("</article>\n");
    }

    private string Anchor(Finding finding)
    {
        for (int i = 0; i < _findings.Count; i++)
        {
            if (ReferenceEquals(_findings[i], finding))
                return $"finding-{i + 1}";
        }

        return "finding";
    }

    private void WriteCauses(Finding finding)
    {
        bool isFirst = true;
        foreach (Finding cause in finding.Causes.SelectMany(id => _findings.Where(other => other.Id == id && !ReferenceEquals(other, finding)).Take(1)))
        {
            _html.Markup(isFirst ? ", explained by " : " and ").Markup($"<a href=\"#{Anchor(cause)}\">{cause.Rank} ").Text(cause.Id, LongestName).Markup("</a>");
            isFirst = false;
        }
    }

    private void WriteEvidence(IReadOnlyList<Evidence> evidence)
    {
        if (evidence.Count == 0)
            return;
        _html.Markup("<table>\n<thead><tr><th>Evidence</th><th class=\"number\">Value</th><th>Threshold</th><th>Source</th></tr></thead>\n<tbody>\n");
        foreach (Evidence item in evidence)
        {
            string value = UnitFormat.Format(item.Value, item.Unit);
            _html.Markup("<tr>").Element("td", item.Metric, LongestName).Element("td", value, LongestName, value.Length > 24 ? "number long" : "number");
            _html.Element("td", ReportPhrases.Comparison(item), LongestName, "threshold").Markup("<td>").Element("code", item.Source, LongestName).Markup("</td></tr>\n");
        }

        _html.Markup("</tbody>\n</table>\n");
    }

    private void WriteParties(string label, IReadOnlyList<Party> parties)
    {
        if (parties.Count == 0)
            return;
        _html.Markup($"<h4>{label}</h4>\n<table class=\"parties\">\n<tbody>\n");
        foreach (Party party in parties.Take(MostParties))
        {
            _html.Markup("<tr>");
            if (parties.Any(other => other.Share is not null))
                WriteShare(ReportPhrases.Share(party));
            _html.Markup("<td>").Element("code", ReportPhrases.Name(party), LongestName);
            if (ReportPhrases.Ids(party) is { Length: > 0 } ids)
                _html.Markup(" ").Element("span", ids, LongestName, "faint");
            _html.Markup("</td><td class=\"faint\">").Text(party.Detail ?? "", LongestSentence).Markup("</td></tr>\n");
        }

        if (parties.Count > MostParties)
            _html.Markup($"<tr><td colspan=\"4\" class=\"faint\">and {parties.Count - MostParties} more</td></tr>\n");
        _html.Markup("</tbody>\n</table>\n");
    }

    private void WriteShare(double? share)
    {
        if (share is not { } part)
            _html.Markup("<td class=\"bar\"></td><td></td>");
        else
            _html.Markup("<td class=\"bar\">").Bar(part).Markup("</td>").Element("td", ReportPhrases.SharePercent(part), LongestName, "number");
    }

    private void WriteNext(IReadOnlyList<NextStep> steps)
    {
        if (steps.Count == 0)
            return;
        _html.Markup("<h4>Next</h4>\n");
        foreach (NextStep step in steps)
            _html.Element("small", step.Why, LongestSentence).Command(step.Command);
    }

    private void WriteFix(IReadOnlyList<Fix> fixes)
    {
        if (fixes.Count == 0)
            return;
        _html.Markup("<h4>Fix</h4>\n");
        foreach (Fix fix in fixes)
        {
            _html.Markup("<p>").Text(ReportPhrases.Action(fix), LongestText);
            if (ReportPhrases.Risk(fix) is { Length: > 0 } risk)
                _html.Markup(" ").Element("span", risk, LongestText, "faint");
            _html.Markup("</p>\n");
            if (fix.Command is { Length: > 0 } command)
                _html.Command(command);
            if (fix.Undo is { Length: > 0 } undo)
                _html.Markup("<small>Undo</small>").Command(undo);
        }
    }
}

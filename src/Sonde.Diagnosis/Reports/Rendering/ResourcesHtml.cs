namespace Sonde.Diagnosis.Reports.Rendering;

/// <summary>The USE table as HTML: all rows, with the reasons of missing cells beneath.</summary>
internal static class ResourcesHtml
{
    private const int LongestName = 200;
    private const int LongestReason = 400;

    internal static void Write(HtmlWriter html, IReadOnlyList<ResourceRow> rows)
    {
        if (rows.Count == 0)
            return;
        List<string> reasons = [];
        html.Markup("<h2>Resources</h2>\n<div class=\"scroll\">\n<table>\n<thead><tr><th scope=\"col\">Resource</th><th scope=\"col\" class=\"number\">Utilization</th>");
        html.Markup("<th class=\"bar\"></th><th scope=\"col\" class=\"number\">Peak</th><th scope=\"col\" class=\"number\">Saturation</th><th scope=\"col\" class=\"number\">Errors</th></tr></thead>\n<tbody>\n");
        foreach (ResourceRow row in rows)
            WriteRow(html, row, reasons);
        html.Markup("</tbody>\n</table>\n</div>\n");
        if (reasons.Count == 0)
            return;
        html.Markup("<ol class=\"faint\">\n");
        for (int i = 0; i < reasons.Count; i++)
            html.Markup($"<li id=\"reason-{i + 1}\">").Text(reasons[i], LongestReason).Markup("</li>\n");
        html.Markup("</ol>\n");
    }

    private static void WriteRow(HtmlWriter html, ResourceRow row, List<string> reasons)
    {
        html.Markup("<tr><td>").Element("code", row.Resource, LongestName).Markup("</td>");
        WriteCell(html, row.Utilization, "number", reasons);
        html.Markup("<td class=\"bar\">");
        if (row.Utilization is { Unit: "percent", Value: { } share })
            html.Bar(share / 100);
        html.Markup("</td>").Element("td", ReportPhrases.Peak(row.Utilization), LongestName, "number faint");
        WriteCell(html, row.Saturation, "number", reasons);
        WriteCell(html, row.Errors, NotableResources.HasErrors(row) ? "number errors" : "number", reasons);
        html.Markup("</tr>\n");
    }

    private static void WriteCell(HtmlWriter html, Metric metric, string cssClass, List<string> reasons)
    {
        if (metric.Value is { } value)
        {
            html.Markup($"<td class=\"{(value == 0 ? "number faint" : cssClass)}\" title=\"").Text(metric.Source, LongestName).Markup("\">");
            html.Text(value == 0 ? "0" : UnitFormat.Format(value, metric.Unit), LongestName).Markup("</td>");
            return;
        }

        string reason = metric.Reason ?? "no reason given";
        if (!metric.IsApplicable)
        {
            html.Markup("<td class=\"number faint\" title=\"").Text(reason, LongestName).Markup("\">–</td>");
            return;
        }

        int number = reasons.IndexOf(reason) + 1;
        if (number == 0)
        {
            reasons.Add(reason);
            number = reasons.Count;
        }

        html.Markup($"<td class=\"number faint\">n/a <a href=\"#reason-{number}\">[{number}]</a></td>");
    }
}

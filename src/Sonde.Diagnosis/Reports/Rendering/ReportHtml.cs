using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sonde.Diagnosis.Reports.Rendering;

/// <summary>
/// A report as one HTML file that needs nothing else: no network, no other file. It reads on paper and in the dark, works without scripts, and carries the
/// report as JSON (element report-json) for programs.
/// </summary>
public static class ReportHtml
{
    private const int LongestSentence = 400;
    private const int LongestName = 200;

    private static readonly string Style = Resource("report.css");
    private static readonly string Script = Resource("report.js");

    /// <summary>Writes <paramref name="report"/> as UTF-8 to <paramref name="stream"/>.</summary>
    public static void Write(Report report, Stream stream)
    {
        HtmlWriter html = new();
        WriteHead(html, report);
        html.Markup("<body>\n<main>\n");
        WriteVerdict(html, report);
        WriteFindings(html, report);
        ResourcesHtml.Write(html, report.Resources);
        WriteRuledOut(html, report);
        WriteUnavailable(html, report);
        WriteFooter(html, report);
        html.Markup("</main>\n<script type=\"application/json\" id=\"report-json\">").Markup(Json(report)).Markup("</script>\n");
        html.Markup("<script>").Markup(Script).Markup("</script>\n</body>\n</html>\n");
        stream.Write(Encoding.UTF8.GetBytes(html.ToString()));
    }

    /// <summary>The class and anchor of a severity or verdict in the style sheet.</summary>
    internal static string CssClass(Severity severity) => ReportJson.Name(severity);

    // The policy lets exactly this page's script run, so that nothing a name might smuggle in could, and nothing is ever fetched.
    private static void WriteHead(HtmlWriter html, Report report)
    {
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));
        html.Markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Markup($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'\">\n");
        html.Markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Element("title", $"{ReportPhrases.Word(ReportVerdict.Of(report))}: {report.Host.Hostname}, sonde {report.Command}", LongestName);
        html.Markup("\n<style>\n").Markup(Style).Markup("</style>\n</head>\n");
    }

    private static void WriteVerdict(HtmlWriter html, Report report)
    {
        Verdict verdict = ReportVerdict.Of(report);
        string cssClass = verdict switch
        {
            Verdict.Critical => "critical",
            Verdict.Warning => "warning",
            Verdict.Healthy => "ok",
            _ => "unknown",
        };
        html.Markup($"<header class=\"{cssClass}\">\n<span class=\"word\">{ReportPhrases.Word(verdict)}</span>\n");
        html.Element("h1", ReportPhrases.Headline(report), LongestSentence).Markup("\n<p class=\"faint\">");
        html.Text($"{report.Host.Hostname} ({ReportPhrases.Machine(report.Host)})", LongestName);
        if (report.Window.Start is { } start)
            html.Markup($", <time datetime=\"{start.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\">{start:yyyy-MM-dd HH:mm:ss zzz}</time>");
        html.Text($", {ReportPhrases.Seconds(report.Window.Seconds)}", LongestName);
        IReadOnlyList<string> counts = ReportPhrases.Counts(report.Findings);
        html.Text(counts.Count == 0 ? "" : ": " + string.Join(", ", counts), LongestName).Markup("</p>\n</header>\n");
    }

    private static void WriteFindings(HtmlWriter html, Report report)
    {
        if (report.Findings.Count == 0)
            return;
        html.Markup("<h2>Findings</h2>\n");
        FindingTree tree = new(report.Findings);
        FindingHtml cards = new(html, report.Findings);
        foreach (Finding root in tree.Roots)
        {
            cards.Write(root, isSymptom: false);
            foreach (Symptom symptom in tree.Symptoms(root))
                cards.Write(symptom.Finding, isSymptom: true);
        }
    }

    private static void WriteRuledOut(HtmlWriter html, Report report)
    {
        if (report.RuledOut.Count == 0)
            return;
        html.Markup("<h2>Ruled out</h2>\n<ul>\n");
        foreach (RuledOut item in report.RuledOut)
        {
            html.Markup("<li>").Text(item.Question, LongestSentence).Markup(" ").Element("span", item.Answer, LongestSentence, "faint");
            html.Markup("</li>\n");
        }

        html.Markup("</ul>\n");
    }

    private static void WriteUnavailable(HtmlWriter html, Report report)
    {
        if (report.Unavailable.Count == 0)
            return;
        html.Markup("<h2>Could not see</h2>\n<ul>\n");
        foreach (Unavailable item in report.Unavailable)
        {
            html.Markup("<li>").Text(item.What, LongestSentence).Markup(" <span class=\"faint\">").Text(item.Because, LongestSentence);
            if (item.Remedy.Length > 0)
                html.Text(" → " + item.Remedy, LongestSentence);
            html.Markup("</span></li>\n");
        }

        html.Markup("</ul>\n");
    }

    private static void WriteFooter(HtmlWriter html, Report report)
    {
        html.Markup("<footer>").Text(ReportPhrases.Observation(report), LongestSentence);
        if (ReportPhrases.Lost(report) is { Length: > 0 } lost)
            html.Markup("; ").Element("span", lost, LongestName, "errors");
        html.Markup("</footer>\n");
    }

    // The default encoder writes <, > and & as escapes, so no text can close the element.
    private static string Json(Report report)
    {
        ArrayBufferWriter<byte> buffer = new(32 << 10);
        using (Utf8JsonWriter json = new(buffer))
            ReportJson.Write(report, json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(ReportHtml).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

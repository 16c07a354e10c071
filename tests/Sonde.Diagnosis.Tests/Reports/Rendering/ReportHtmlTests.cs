using System.Text;
using System.Xml;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Reports.Rendering;
using Sonde.Testing;

namespace Sonde.Diagnosis.Tests.Reports.Rendering;

public sealed class ReportHtmlTests
{
    private static readonly HashSet<string> OwnTags =
    [
        "html", "head", "meta", "title", "style", "body", "main", "header", "span", "h1", "h2", "h3", "h4", "p", "time", "article", "small", "code", "a", "table", "thead",
        "tbody", "tr", "th", "td", "div", "pre", "ul", "ol", "li", "footer", "script",
    ];

    public static TheoryData<string> Samples => [.. SampleReports.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Page_is_as_recorded(string sample) => GoldenFile.Verify($"reports/{sample}/report.html", Html(SampleReports.All[sample]()));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Page_is_well_formed_and_has_no_tag_or_attribute_but_its_own(string sample)
    {
        int scripts = 0;
        foreach (XmlElement element in Parse(Html(SampleReports.All[sample]())).SelectNodes("//*")!)
        {
            Assert.Contains(element.Name, OwnTags);
            scripts += element.Name == "script" ? 1 : 0;
            foreach (XmlAttribute attribute in element.Attributes)
            {
                Assert.DoesNotMatch("^on|^src$", attribute.Name);
                Assert.True(attribute.Name != "href" || attribute.Value.StartsWith('#'), attribute.Value);
            }
        }

        Assert.Equal(2, scripts);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Page_carries_the_report(string sample)
    {
        Report report = SampleReports.All[sample]();
        string html = Html(report);
        int start = html.IndexOf("id=\"report-json\">", StringComparison.Ordinal) + 17;
        string json = html[start..html.IndexOf("</script>", start, StringComparison.Ordinal)];
        Assert.DoesNotContain('<', json);
        Report read = ReportJsonReader.Read(Encoding.UTF8.GetBytes(json));
        Assert.Equal(
            Encoding.UTF8.GetString(ReportJsonTests.Json(report, indented: false)).Replace("\\uFFFD", "\uFFFD", StringComparison.Ordinal),
            Encoding.UTF8.GetString(ReportJsonTests.Json(read, indented: false)));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Links_inside_the_page_lead_somewhere(string sample)
    {
        XmlDocument page = Parse(Html(SampleReports.All[sample]()));
        HashSet<string> anchors = [.. page.SelectNodes("//@id")!.Cast<XmlAttribute>().Select(id => "#" + id.Value)];
        Assert.All(page.SelectNodes("//@href")!.Cast<XmlAttribute>(), link => Assert.Contains(link.Value, anchors));
        Assert.Equal(page.SelectNodes("//@id")!.Count, anchors.Count);
    }

    [Fact]
    public void Page_fetches_nothing()
    {
        string html = Html(SampleReports.Healthy());
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    // The page closes what it opens, so apart from the doctype and the void meta element it reads as XML.
    private static XmlDocument Parse(string html)
    {
        string xml = html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal);
        foreach (string script in (string[])["<style>", "<script>"])
        {
            int start = xml.IndexOf(script, StringComparison.Ordinal) + script.Length;
            xml = xml[..start] + xml[xml.IndexOf("</", start, StringComparison.Ordinal)..];
        }

        StringBuilder closed = new();
        foreach (string line in xml.Split('\n'))
            closed.Append(line.StartsWith("<meta", StringComparison.Ordinal) ? line.TrimEnd('>') + "/>" : line).Append('\n');
        XmlDocument document = new();
        document.LoadXml(closed.ToString());
        return document;
    }

    private static string Html(Report report)
    {
        MemoryStream stream = new();
        ReportHtml.Write(report, stream);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(stream.ToArray());
    }
}

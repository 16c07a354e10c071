using System.Text;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Reports.Rendering;
using Sonde.Testing;

namespace Sonde.Diagnosis.Tests.Reports.Rendering;

public sealed class ReportMarkdownTests
{
    public static TheoryData<string> Samples => [.. SampleReports.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Ticket_is_as_recorded(string sample) => GoldenFile.Verify($"reports/{sample}/report.md", Markdown(SampleReports.All[sample]()));

    [Fact]
    public void Names_open_no_markup_outside_code()
    {
        bool isFenced = false;
        foreach (string line in Markdown(SampleReports.HostileNames()).Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
                isFenced = !isFenced;
            else if (!isFenced)
                AssertHarmless(WithoutCode(line));
        }

        Assert.False(isFenced);
    }

    [Theory]
    [InlineData("plain", "`plain`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("``", "``` `` ```")]
    [InlineData(" a", "`  a `")]
    [InlineData("a\nb", "`a\\nb`")]
    [InlineData("", "")]
    public void Code_spans_hold_any_name(string name, string expected) => Assert.Equal(expected, MarkdownText.Code(name, 100));

    [Theory]
    [InlineData("a_b*c", "a\\_b\\*c")]
    [InlineData("- list", "\\- list")]
    [InlineData("a - b", "a - b")]
    [InlineData("# head", "\\# head")]
    [InlineData("<b>", "\\<b\\>")]
    [InlineData("@all", "@\u2060all")]
    [InlineData("98.2 % of 1.5 GiB", "98.2 % of 1.5 GiB")]
    public void Text_stays_text(string text, string expected) => Assert.Equal(expected, MarkdownText.Escape(text, 100));

    private static void AssertHarmless(string line)
    {
        // Sonde's own markup: headings, list items, bold labels, table bars, the line of emphasis at the end.
        string text = line.TrimStart('#', ' ', '-', '|').TrimEnd('|', ' ').Trim('_').Replace("**", "", StringComparison.Ordinal);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else
                Assert.False(text[i] is '`' or '*' or '_' or '[' or ']' or '<' or '>' or '~' or '#' or '&', $"{text[i]} in {line}");
        }
    }

    private static string WithoutCode(string line)
    {
        StringBuilder rest = new();
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length)
            {
                rest.Append(line, i++, 2);
                continue;
            }

            int end = i;
            while (end < line.Length && line[end] == '`')
                end++;
            if (end == i)
            {
                rest.Append(line[i]);
                continue;
            }

            string fence = line[i..end];
            int close = end;
            do
            {
                close = line.IndexOf(fence, close, StringComparison.Ordinal);
                Assert.True(close >= 0, line);
                int runEnd = close;
                while (runEnd < line.Length && line[runEnd] == '`')
                    runEnd++;
                if (runEnd - close == fence.Length)
                    break;
                close = runEnd;
            }
            while (true);
            i = close + fence.Length - 1;
        }

        return rest.ToString();
    }

    private static string Markdown(Report report)
    {
        MemoryStream stream = new();
        ReportMarkdown.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

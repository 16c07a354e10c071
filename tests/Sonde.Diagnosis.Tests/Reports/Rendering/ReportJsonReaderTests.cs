using System.Text;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Reports.Rendering;

namespace Sonde.Diagnosis.Tests.Reports.Rendering;

public sealed class ReportJsonReaderTests
{
    public static TheoryData<string> Samples => [.. SampleReports.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Written_reports_read_back_the_same(string sample)
    {
        AssertReadsBackTheSame(SampleReports.All[sample]());
    }

    [Fact]
    public void Every_member_survives()
    {
        Report before = SampleReports.CpuSaturated();
        Report after = ReportJsonReader.Read(ReportJsonTests.Json(before, indented: true));
        Assert.Equal(before.Command, after.Command);
        Assert.Equal(before.Host, after.Host);
        Assert.Equal(before.Window, after.Window);
        Assert.Equal(before.Cost, after.Cost);
        Assert.Equal(before.Resources, after.Resources);
        Assert.Equal(before.Unavailable, after.Unavailable);
        Assert.Equal(before.RuledOut.Select(r => (r.Question, r.Answer)), after.RuledOut.Select(r => (r.Question, r.Answer)));
        Assert.Equal(before.RuledOut.SelectMany(r => r.Evidence), after.RuledOut.SelectMany(r => r.Evidence));
        Assert.Equal(before.Findings.Count, after.Findings.Count);
        foreach ((Finding old, Finding read) in before.Findings.Zip(after.Findings))
        {
            Assert.Equal((old.Id, old.Rank, old.Severity, old.Confidence, old.Title, old.Why), (read.Id, read.Rank, read.Severity, read.Confidence, read.Title, read.Why));
            Assert.Equal(old.Evidence, read.Evidence);
            Assert.Equal(old.Culprits, read.Culprits);
            Assert.Equal(old.Victims, read.Victims);
            Assert.Equal(old.Causes, read.Causes);
            Assert.Equal(old.Next, read.Next);
            Assert.Equal(old.Fix, read.Fix);
        }
    }

    [Fact]
    public void Random_reports_read_back_the_same()
    {
        for (int seed = 0; seed < 300; seed++)
            AssertReadsBackTheSame(RandomReport.Of(seed));
    }

    [Fact]
    public void Members_that_are_not_known_are_ignored()
    {
        string json = Encoding.UTF8.GetString(ReportJsonTests.Json(SampleReports.Healthy(), indented: false));
        json = json.Replace("{\"schema\"", "{\"future\":[{}],\"schema\"", StringComparison.Ordinal).Replace("\"unit\"", "\"more\":1,\"unit\"", StringComparison.Ordinal);
        Assert.Equal("web-1", ReportJsonReader.Read(Encoding.UTF8.GetBytes(json)).Host.Hostname);
    }

    [Theory]
    [InlineData("\"severity\":\"critical\"", "\"severity\":\"dire\"", "findings[0].severity")]
    [InlineData("\"rank\":2", "\"rank\":2.5", "findings[1].rank")]
    [InlineData("\"rank\":2,", "", "findings[1].rank")]
    [InlineData("\"pid\":812", "\"pid\":99999999999", "findings[0].victims[0].pid")]
    [InlineData("\"kind\":\"process\"", "\"kind\":7", "findings[0].culprits[0].kind")]
    [InlineData("2026-11-20T14:03:07.215Z", "yesterday", "window.start")]
    [InlineData("sonde.report/1", "sonde.report/2", "schema")]
    [InlineData("\"seconds\":5.003", "\"seconds\":1e999", "window.seconds")]
    [InlineData("\"ruledOut\":[", "\"ruledOut\":{\"a\":[", "")]
    [InlineData("\"web-1\"", "\"\\ud800\"", "host.hostname")]
    public void Wrong_documents_are_refused_with_the_place(string from, string to, string path)
    {
        string json = Encoding.UTF8.GetString(ReportJsonTests.Json(SampleReports.CpuSaturated(), indented: false));
        int at = json.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0);
        string wrong = json[..at] + to + json[(at + from.Length)..];
        ReportFormatException error = Assert.Throws<ReportFormatException>(() => ReportJsonReader.Read(Encoding.UTF8.GetBytes(wrong)));
        Assert.Equal(path, error.Path);
    }

    [Fact]
    public void Documents_cut_anywhere_are_refused()
    {
        byte[] json = ReportJsonTests.Json(SampleReports.CpuSaturated(), indented: false);
        for (int length = 0; length < json.Length - 1; length++)
            Assert.Throws<ReportFormatException>(() => ReportJsonReader.Read(json.AsMemory(0, length)));
    }

    [Fact]
    public void Documents_with_changed_bytes_read_or_are_refused_and_nothing_else()
    {
        byte[] json = ReportJsonTests.Json(SampleReports.CpuSaturated(), indented: false);
        Random random = new(5);
        int refused = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] changed = [.. json];
            for (int i = random.Next(1, 4); i > 0; i--)
                changed[random.Next(changed.Length)] = (byte)"\"{}[],:0-e\\u\xff\0n"[random.Next(15)];
            try
            {
                ReportJsonReader.Read(changed);
            }
            catch (ReportFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1000, 20_000);
    }

    // Half a surrogate pair is written as the escape of U+FFFD, which reads back as that character.
    private static void AssertReadsBackTheSame(Report report)
    {
        byte[] written = ReportJsonTests.Json(report, indented: false);
        byte[] again = ReportJsonTests.Json(ReportJsonReader.Read(written), indented: false);
        Assert.Equal(Encoding.UTF8.GetString(written).Replace("\\uFFFD", "\uFFFD", StringComparison.Ordinal), Encoding.UTF8.GetString(again));
    }
}

using System.Text;
using System.Text.Json;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Reports.Rendering;
using Sonde.Testing;

namespace Sonde.Diagnosis.Tests.Reports.Rendering;

public sealed class ReportJsonTests
{
    public static TheoryData<string> Samples => [.. SampleReports.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Document_is_as_recorded(string sample) =>
        GoldenFile.Verify($"reports/{sample}/report.json", Json(SampleReports.All[sample](), indented: true));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Document_holds_nothing_that_a_terminal_obeys_or_a_parser_refuses(string sample)
    {
        byte[] json = Json(SampleReports.All[sample](), indented: false);
        Assert.Equal(1, json.Count(b => b < 0x20));
        Assert.Equal((byte)'\n', json[^1]);
        string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(json);
        Assert.DoesNotContain(text.EnumerateRunes(), rune => rune.Value != '\n' && Rune.GetUnicodeCategory(rune)
            is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format);
        using JsonDocument document = JsonDocument.Parse(json);
        Assert.Equal("sonde.report/1", document.RootElement.GetProperty("schema").GetString());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(98.23456789, "98.2346")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(25_102_475_264, "25102475264")]
    [InlineData(123456.7, "123457")]
    [InlineData(9_007_199_254_740_992, "9007199254740992")]
    [InlineData(0.0000123456789, "1.23457E-05")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(double.NaN, "null")]
    [InlineData(double.PositiveInfinity, "null")]
    public void Numbers_keep_six_digits_and_whole_ones_all(double value, string expected)
    {
        Report report = SampleReports.Healthy() with { Window = SampleReports.Healthy().Window with { Seconds = value } };
        Assert.Contains($"\"seconds\":{expected},", Encoding.UTF8.GetString(Json(report, indented: false)), StringComparison.Ordinal);
    }

    [Fact]
    public void Unmeasured_values_are_null_with_a_reason()
    {
        using JsonDocument document = JsonDocument.Parse(Json(SampleReports.Blind(), indented: false));
        JsonElement utilization = document.RootElement.GetProperty("resources")[0].GetProperty("utilization");
        Assert.Equal(JsonValueKind.Null, utilization.GetProperty("value").ValueKind);
        Assert.False(utilization.GetProperty("available").GetBoolean());
        Assert.NotEmpty(utilization.GetProperty("reason").GetString()!);
        Assert.False(utilization.TryGetProperty("max", out _));
    }

    internal static byte[] Json(Report report, bool indented)
    {
        MemoryStream stream = new();
        ReportJson.Write(report, stream, indented);
        return stream.ToArray();
    }
}

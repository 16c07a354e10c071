using System.Text;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Reports.Rendering;

namespace Sonde.Tests.Commands;

/// <summary>What holds of every report, however bad its input was.</summary>
internal static class ReadableReport
{
    /// <summary>Checks the outcome of a judging command that was run with --json and returns its report.</summary>
    public static Report Check(SondeRun call)
    {
        Assert.True(call.ExitCode is >= 0 and <= 3, $"not a verdict: {call}");
        Assert.Equal("", call.Error);
        ReadableText.Check(call.Output);
        Report report = ReportJsonReader.Read(Encoding.UTF8.GetBytes(call.Output));
        foreach (ResourceRow row in report.Resources)
        {
            foreach (Metric metric in (Metric[])[row.Utilization, row.Saturation, row.Errors])
                Check(row.Resource, metric);
        }

        Assert.Equal(Enumerable.Range(1, report.Findings.Count), report.Findings.Select(f => f.Rank));
        Assert.All(report.Findings, finding => Assert.NotEmpty(finding.Evidence));
        Assert.All(report.Unavailable, missing => Assert.NotEmpty(missing.Because));
        return report;
    }

    private static void Check(string resource, Metric metric)
    {
        if (metric.Available && metric.Unit == "percent")
            Assert.True(metric.Value <= 1000, $"{resource} is {metric.Value} {metric.Unit} from {metric.Source}");
        if (metric.Available)
            Assert.True(metric.Value is >= 0 && double.IsFinite(metric.Value.Value), $"{resource} is {metric.Value} {metric.Unit}");
        else
            Assert.True(metric.Value is null && !string.IsNullOrEmpty(metric.Reason), $"{resource} is missing without a reason");
    }
}

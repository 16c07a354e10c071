using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Tests.Reports.Rendering;

namespace Sonde.Diagnosis.Tests.Reports;

public sealed class ReportVerdictTests
{
    [Theory]
    [InlineData("healthy", Verdict.Healthy)]
    [InlineData("listen-overflow", Verdict.Warning)]
    [InlineData("cpu-saturated", Verdict.Critical)]
    [InlineData("blind", Verdict.Unknown)]
    public void Worst_finding_decides_and_a_clean_report_needs_to_have_seen_something(string sample, Verdict expected) =>
        Assert.Equal(expected, ReportVerdict.Of(SampleReports.All[sample]()));

    [Fact]
    public void Notes_leave_a_machine_healthy()
    {
        Finding note = SampleReports.CpuSaturated().Findings[2];
        Assert.Equal(Verdict.Healthy, ReportVerdict.Of(SampleReports.Healthy() with { Findings = [note] }));
    }

    [Fact]
    public void Verdicts_are_the_exit_status_of_nagios_checks() =>
        Assert.Equal([0, 1, 2, 3], [(int)Verdict.Healthy, (int)Verdict.Warning, (int)Verdict.Critical, (int)Verdict.Unknown]);
}

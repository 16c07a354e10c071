using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Reports.Rendering;
using Sonde.Testing;

namespace Sonde.Tests.Rendering;

/// <summary>The reports recorded under testdata/reports.</summary>
internal static class RecordedReport
{
    internal static IReadOnlyList<string> Names { get; } =
        ["blind", "cpu-saturated", "fsync-stall", "healthy", "hostile-names", "listen-overflow", "memory-oom"];

    internal static Report Read(string name) => ReportJsonReader.Read(TestData.Read($"reports/{name}/report.json"));
}

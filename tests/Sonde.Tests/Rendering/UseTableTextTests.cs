using Sonde.Diagnosis.Reports;
using Sonde.Rendering;
using Sonde.Terminal;
using Sonde.Testing;

namespace Sonde.Tests.Rendering;

public sealed class UseTableTextTests
{
    [Theory]
    [InlineData("healthy", 80)]
    [InlineData("healthy", 40)]
    [InlineData("fsync-stall", 80)]
    [InlineData("fsync-stall", 120)]
    [InlineData("blind", 80)]
    [InlineData("hostile-names", 80)]
    public void Table_is_as_recorded(string name, int width)
    {
        TerminalPage page = new(new TerminalProfile { Width = width });
        UseTableText.Write(RecordedReport.Read(name), page);
        GoldenFile.Verify($"reports/{name}/use.{width}.txt", page.Written);
    }

    [Fact]
    public void Summary_puts_errors_before_saturation_before_utilization()
    {
        ResourceRow[] rows = [Row("busy", 95, 0, 0), Row("waiting", 60, 3, 0), Row("failing", 1, 0, 2), Row("idle", 2, 0, 0), Row("idler", 1, 0, 0), Row("unseen", null, null, null)];
        Assert.Equal(["failing", "waiting", "busy", "idle"], UseTableText.Choose(rows).Select(row => row.Resource));
    }

    [Fact]
    public void Summary_leaves_out_cpus_that_are_as_busy_as_all_together()
    {
        ResourceRow[] rows = [Row("cpu", 52, 0, 0), Row("cpu/0", 99, 0, 0), Row("cpu/1", 49, 0, 0), Row("cpu/2", 50, 0, 0)];
        Assert.Equal(["cpu/0", "cpu"], UseTableText.Choose(rows).Select(row => row.Resource));
    }

    [Fact]
    public void Summary_is_short_however_many_resources_are_busy()
    {
        ResourceRow[] rows = [.. Enumerable.Range(0, 300).Select(number => Row($"disk/{number}", 99, 5, 0))];
        Assert.Equal(8, UseTableText.Choose(rows).Count);
    }

    private static ResourceRow Row(string name, double? utilization, double? saturation, double? errors) =>
        new(name, Cell(utilization, "percent"), Cell(saturation, "tasks"), Cell(errors, "errors"));

    private static Metric Cell(double? value, string unit) => value is { } number ? Metric.Measured(number, unit, "test") : Metric.Missing(unit, "test", "not there");
}

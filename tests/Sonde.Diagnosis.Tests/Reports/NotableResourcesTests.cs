using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Tests.Reports;

public sealed class NotableResourcesTests
{
    [Fact]
    public void Errors_come_before_saturation_before_utilization()
    {
        ResourceRow[] rows = [Row("busy", 95, 0, 0), Row("waiting", 60, 3, 0), Row("failing", 1, 0, 2), Row("idle", 2, 0, 0), Row("idler", 1, 0, 0), Row("unseen", null, null, null)];
        Assert.Equal(["failing", "waiting", "busy", "idle"], NotableResources.Of(rows).Select(row => row.Resource));
    }

    [Fact]
    public void Cpus_as_busy_as_all_together_are_left_out()
    {
        ResourceRow[] rows = [Row("cpu", 52, 0, 0), Row("cpu/0", 99, 0, 0), Row("cpu/1", 49, 0, 0), Row("cpu/2", 50, 0, 0)];
        Assert.Equal(["cpu/0", "cpu"], NotableResources.Of(rows).Select(row => row.Resource));
    }

    [Fact]
    public void Few_are_chosen_however_many_are_busy()
    {
        ResourceRow[] rows = [.. Enumerable.Range(0, 300).Select(number => Row($"disk/{number}", 99, 5, 0))];
        Assert.Equal(8, NotableResources.Of(rows).Count);
    }

    private static ResourceRow Row(string name, double? utilization, double? saturation, double? errors) =>
        new(name, Cell(utilization, "percent"), Cell(saturation, "tasks"), Cell(errors, "errors"));

    private static Metric Cell(double? value, string unit) => value is { } number ? Metric.Measured(number, unit, "test") : Metric.Missing(unit, "test", "not there");
}

using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;

namespace Sonde.Metrics.Tests.Rates;

/// <summary>Interrupts over 2 s.</summary>
public sealed class InterruptRatesTests
{
    private readonly InterruptRates _rates = new();

    [Fact]
    public void Rates_follow_from_the_counters_of_each_cpu()
    {
        Update(" CPU0 CPU1\n 24: 100 7 IO-APIC virtio0\nLOC: 1000 2000 Local timer\nERR: 5\n", " CPU0 CPU1\n 24: 300 7 IO-APIC virtio0\nLOC: 1100 2050 Local timer\nERR: 9\n");

        Assert.Equal(["24", "LOC", "ERR"], _rates.Rows.Select(static r => r.Name));
        Assert.Equal((100, 0), (_rates.PerSecond(0, 0), _rates.PerSecond(0, 1)));
        Assert.Equal((50, 25), (_rates.PerSecond(1, 0), _rates.PerSecond(1, 1)));
        Assert.Equal(75, _rates.RowTotal(1));
        // An error is counted once and has no CPU: it is shown in the first column.
        Assert.Equal((2, 0), (_rates.PerSecond(2, 0), _rates.PerSecond(2, 1)));
        Assert.Equal((152, 25), (_rates.CpuTotal(0), _rates.CpuTotal(1)));
    }

    [Fact]
    public void Cpu_that_came_online_has_no_rate_yet_and_leaves_the_others_alone()
    {
        Update(" CPU0\nLOC: 1000 Local timer\n", " CPU0 CPU1\nLOC: 1100 900000 Local timer\n");

        Assert.Equal([0, 1], _rates.Cpus);
        Assert.Equal((50, double.NaN), (_rates.PerSecond(0, 0), _rates.PerSecond(0, 1)));
        Assert.Equal((50, double.NaN, 50), (_rates.CpuTotal(0), _rates.CpuTotal(1), _rates.RowTotal(0)));
    }

    [Fact]
    public void Cpu_that_went_offline_moves_the_columns_and_not_the_counts()
    {
        Update(" CPU0 CPU1 CPU2\nLOC: 1000 5000 9000 Local timer\n", " CPU0 CPU2\nLOC: 1100 9300 Local timer\n");

        Assert.Equal([0, 2], _rates.Cpus);
        Assert.Equal((50, 150), (_rates.PerSecond(0, 0), _rates.PerSecond(0, 1)));
    }

    [Fact]
    public void Counter_that_wrapped_at_32_bits_goes_on_counting()
    {
        Update(" CPU0\nLOC: 4294967290 Local timer\n", " CPU0\nLOC: 194 Local timer\n");
        Assert.Equal(100, _rates.PerSecond(0, 0));
    }

    [Fact]
    public void Interrupt_that_was_freed_and_requested_anew_counts_from_zero()
    {
        Update(" CPU0\n 24: 9000 IO-APIC old\n", " CPU0\n 24: 60 IO-APIC new\n");
        Assert.Equal(30, _rates.PerSecond(0, 0));
    }

    [Fact]
    public void Interrupt_is_found_by_its_name_where_others_appeared_before_it()
    {
        Update(" CPU0\nLOC: 1000 Local timer\n", " CPU0\n 24: 8 IO-APIC new\nLOC: 1100 Local timer\n");
        Assert.Equal((4, 50), (_rates.PerSecond(0, 0), _rates.PerSecond(1, 0)));
    }

    [Fact]
    public void Table_that_is_missing_gives_no_rows()
    {
        SystemSample without = RecordedSample.Of(10, SampleParts.Interrupts, "/proc/other", "");
        _rates.Update(new SystemInterval(without, Sample(12, " CPU0\nLOC: 1 Local timer\n")));
        Assert.Empty(_rates.Rows);
    }

    private static SystemSample Sample(double uptime, string text) => RecordedSample.Of(uptime, SampleParts.Interrupts, "/proc/interrupts", text);

    private void Update(string earlier, string later) => _rates.Update(new SystemInterval(Sample(10, earlier), Sample(12, later)));
}

using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;

namespace Sonde.Metrics.Tests.Rates;

/// <summary>Receive work of all CPUs over 2 s. Columns, in hexadecimal: processed, dropped, time_squeeze, seven that are not used here, flow_limit, backlog, CPU.</summary>
public sealed class SoftnetRatesTests
{
    private readonly SoftnetRates _rates = new();

    [Fact]
    public void Rates_are_sums_over_the_cpus()
    {
        Update(Line(100, 10, 1, 2, cpu: 0) + Line(200, 0, 0, 0, cpu: 1), Line(300, 14, 3, 8, cpu: 0) + Line(600, 2, 0, 0, cpu: 1));

        Assert.Equal((300, 3, 1, 3), (_rates.ProcessedPerSecond, _rates.DroppedPerSecond, _rates.SqueezedPerSecond, _rates.FlowLimitPerSecond));
    }

    [Fact]
    public void Counter_that_wrapped_at_32_bits_goes_on_counting()
    {
        Update(Line(uint.MaxValue - 99, uint.MaxValue, 0, 0, cpu: 0), Line(100, 1, 0, 0, cpu: 0));
        Assert.Equal((100, 1), (_rates.ProcessedPerSecond, _rates.DroppedPerSecond));
    }

    [Fact]
    public void Cpus_are_told_by_their_number_and_not_by_their_line()
    {
        // CPU 1 went offline, CPU 3 came online.
        Update(Line(100, 0, 0, 0, cpu: 0) + Line(5000, 0, 0, 0, cpu: 1) + Line(800, 0, 0, 0, cpu: 2), Line(120, 0, 0, 0, cpu: 0) + Line(840, 0, 0, 0, cpu: 2) + Line(6, 0, 0, 0, cpu: 3));
        Assert.Equal(33, _rates.ProcessedPerSecond);
    }

    [Fact]
    public void Counter_that_ran_backwards_is_unknown()
    {
        Update(Line(100, 50, 0, 0, cpu: 0), Line(200, 40, 0, 0, cpu: 0));
        Assert.Equal((50, double.NaN), (_rates.ProcessedPerSecond, _rates.DroppedPerSecond));
    }

    [Fact]
    public void File_that_is_missing_gives_no_rates()
    {
        SystemSample without = RecordedSample.Of(10, SampleParts.Softnet, "/proc/other", "");
        _rates.Update(new SystemInterval(without, Sample(12, Line(1, 0, 0, 0, cpu: 0))));
        Assert.Equal((double.NaN, double.NaN), (_rates.ProcessedPerSecond, _rates.SqueezedPerSecond));
    }

    private static string Line(uint processed, uint dropped, uint squeezed, uint flowLimit, int cpu) =>
        $"{processed:x8} {dropped:x8} {squeezed:x8} {string.Concat(Enumerable.Repeat("00000000 ", 7))}{flowLimit:x8} 00000000 {cpu:x8}\n";

    private static SystemSample Sample(double uptime, string text) => RecordedSample.Of(uptime, SampleParts.Softnet, "/proc/net/softnet_stat", text);

    private void Update(string earlier, string later) => _rates.Update(new SystemInterval(Sample(10, earlier), Sample(12, later)));
}

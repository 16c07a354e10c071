using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;

namespace Sonde.Metrics.Tests.Rates;

/// <summary>Pressure over 2 s.</summary>
public sealed class PressureSharesTests
{
    private readonly PressureShares _shares = new("io");

    [Fact]
    public void Shares_are_those_of_the_interval_and_averages_those_of_the_kernel()
    {
        Update(Sample(10, "some avg10=0.00 avg60=0.00 avg300=0.00 total=1000000\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=500000\n"),
            Sample(12, "some avg10=12.50 avg60=3.25 avg300=0.75 total=1500000\nfull avg10=1.00 avg60=0.50 avg300=0.10 total=600000\n"));

        Assert.Equal((25, 5), (_shares.Some, _shares.Full));
        Assert.Equal((12.5, 3.25, 0.75), (_shares.SomeAverage10, _shares.SomeAverage60, _shares.SomeAverage300));
    }

    [Fact]
    public void Kernel_without_the_line_full_has_no_share_of_it()
    {
        Update(Sample(10, "some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"), Sample(12, "some avg10=0.00 avg60=0.00 avg300=0.00 total=2000000\n"));
        Assert.Equal((100, double.NaN), (_shares.Some, _shares.Full));
    }

    [Fact]
    public void Kernel_without_pressure_has_no_shares()
    {
        Update(Without(10), Without(12));
        AssertUnknown();
    }

    [Fact]
    public void First_sample_without_the_file_leaves_the_averages()
    {
        Update(Without(10), Sample(12, "some avg10=12.50 avg60=3.25 avg300=0.75 total=1500000\n"));
        Assert.Equal((double.NaN, double.NaN, 12.5), (_shares.Some, _shares.Full, _shares.SomeAverage10));
    }

    [Fact]
    public void Share_of_an_interval_does_not_outlive_it()
    {
        Update(Sample(10, "some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"), Sample(12, "some avg10=9.00 avg60=0.00 avg300=0.00 total=2000000\n"));
        Update(Without(12), Without(14));
        AssertUnknown();
    }

    private static SystemSample Sample(double uptime, string text) => RecordedSample.Of(uptime, SampleParts.Pressure, "/proc/pressure/io", text);

    private static SystemSample Without(double uptime) => RecordedSample.Of(uptime, SampleParts.Pressure, "/proc/other", "");

    private void Update(SystemSample earlier, SystemSample later) => _shares.Update(new SystemInterval(earlier, later), earlier.IoPressure, later.IoPressure);

    private void AssertUnknown() =>
        Assert.Equal((double.NaN, double.NaN, double.NaN), (_shares.Some, _shares.Full, _shares.SomeAverage10));
}

using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;

namespace Sonde.Metrics.Tests.Sampling;

public sealed class SystemIntervalTests
{
    [Theory]
    [InlineData(12, 12)]
    [InlineData(12, 10)]
    public void Samples_that_are_not_in_order_give_no_rates(double earlier, double later)
    {
        SystemInterval interval = new(Sample(earlier, 100), Sample(later, 200));
        SystemRates rates = new();
        rates.Update(interval);
        Assert.Equal(double.NaN, interval.Seconds);
        Assert.Equal((double.NaN, double.NaN), (rates.ContextSwitchesPerSecond, rates.ForksPerSecond));
        Assert.Equal(3, rates.Running);
    }

    [Fact]
    public void Rates_are_divided_by_the_measured_time()
    {
        SystemInterval interval = new(Sample(10, 100), Sample(10.5, 200));
        SystemRates rates = new();
        rates.Update(interval);
        Assert.Equal((0.5, 200), (interval.Seconds, rates.ContextSwitchesPerSecond));
        Assert.False(interval.IsSinceBoot);
    }

    [Fact]
    public void Sample_of_a_tree_without_uptime_is_not_boot()
    {
        SystemSample earlier = RecordedSample.Of(0, SampleParts.Cpu, "/proc/stat", "cpu  0 0 0 0 0 0 0 0 0 0\n");
        Assert.Equal(TimeSpan.Zero, earlier.SinceBoot);
        Assert.False(new SystemInterval(earlier, Sample(10, 1)).IsSinceBoot);
        Assert.True(SystemInterval.FromBoot(Sample(10, 1)).IsSinceBoot);
    }

    [Fact]
    public void Parts_that_only_one_sample_has_cannot_be_subtracted()
    {
        SystemInterval interval = new(Sample(10, 1), RecordedSample.Of(12, SampleParts.Cpu | SampleParts.Disks, "/proc/stat", "cpu  1 0 0 0 0 0 0 0 0 0\n"));
        Assert.True(interval.Covers(SampleParts.Cpu));
        Assert.False(interval.Covers(SampleParts.Cpu | SampleParts.Disks));
    }

    private static SystemSample Sample(double uptime, int switches) => RecordedSample.Of(
        uptime,
        SampleParts.Cpu,
        "/proc/stat",
        FormattableString.Invariant($"cpu  0 0 0 0 0 0 0 0 0 0\nintr 0\nctxt {switches}\nbtime 1700000000\nprocesses {switches}\nprocs_running 3\nprocs_blocked 0\n"));
}

using Sonde.Diagnosis.Observations;
using Xunit;

namespace Sonde.Diagnosis.Tests.Observations;

public class PressureSeriesTests
{
    [Fact]
    public void Fewer_than_two_readings_or_no_time_between_them_give_no_value()
    {
        PressureSeries series = new();
        Assert.False(series.IsAvailable);
        Assert.Equal((double.NaN, double.NaN), (series.Percent, series.Max));

        series.Add(10, 5_000_000);
        series.Add(10, 9_000_000);
        series.Add(9, 9_000_000);
        Assert.False(series.IsAvailable);
        Assert.Equal((double.NaN, double.NaN), (series.Percent, series.Max));
    }

    [Fact]
    public void No_stall_is_zero()
    {
        PressureSeries series = new();
        for (int i = 0; i <= 50; i++)
            series.Add(i * 0.1, 7_000_000);
        Assert.Equal((0, 0), (series.Percent, series.Max));
    }

    [Fact]
    public void A_kernel_that_renews_when_read_gives_the_mean_and_the_burst()
    {
        // Half a second of full stall in five seconds.
        PressureSeries series = new();
        ulong total = 1_000_000;
        for (int i = 0; i <= 50; i++)
        {
            total += i is > 20 and <= 25 ? 100_000UL : 0;
            series.Add(i * 0.1, total);
        }

        Assert.Equal(10, series.Percent, 6);
        Assert.Equal(100, series.Max, 6);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(1.0)]
    [InlineData(1.95)]
    public void A_kernel_with_periods_gives_the_mean_between_its_updates(double firstUpdate)
    {
        // 30 % stall all the time; every two seconds the total takes up what passed since.
        PressureSeries series = new();
        double updated = firstUpdate - 2;
        for (double now = 0; now < 8; now += 0.1)
        {
            while (updated + 2 <= now)
                updated += 2;
            series.Add(now, (ulong)((100 + updated) * 300_000));
        }

        Assert.Equal(30, series.Percent, 0);
        Assert.InRange(series.Max, 28, 31.6);
    }

    [Fact]
    public void One_update_holds_up_to_two_seconds_of_the_past_and_is_never_over_100_percent()
    {
        // A window of one second in which the kernel books the two seconds before.
        PressureSeries series = new();
        series.Add(0, 0);
        series.Add(0.5, 2_000_000);
        series.Add(1, 2_000_000);

        Assert.Equal(100, series.Percent);
        Assert.Equal(100, series.Max);
    }

    [Fact]
    public void One_update_in_a_long_window_is_spread_over_it_and_shows_as_a_burst()
    {
        PressureSeries series = new();
        for (int i = 0; i <= 50; i++)
            series.Add(i * 0.1, i < 30 ? 0UL : 1_000_000);

        Assert.Equal(20, series.Percent, 6);
        Assert.Equal(100.0 / 3, series.Max, 6);
    }

    [Fact]
    public void Two_recorded_trees_are_enough()
    {
        PressureSeries series = new();
        series.Add(100, 1_000_000);
        series.Add(110, 6_000_000);

        Assert.Equal(50, series.Percent, 6);
        Assert.Equal(50, series.Max, 6);
    }

    [Fact]
    public void A_total_that_goes_backwards_is_unknown_and_one_beyond_the_time_that_passed_is_all_of_it()
    {
        PressureSeries backwards = new();
        backwards.Add(0, 9_000_000);
        backwards.Add(5, 1_000_000);
        Assert.Equal((double.NaN, double.NaN), (backwards.Percent, backwards.Max));

        PressureSeries beyond = new();
        beyond.Add(0, 0);
        beyond.Add(0.1, ulong.MaxValue);
        beyond.Add(0.2, 0);
        beyond.Add(0.3, ulong.MaxValue);
        Assert.Equal((100, 100), (beyond.Percent, beyond.Max));
    }
}

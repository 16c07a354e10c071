using Sonde.Diagnosis.Observations;
using Xunit;

namespace Sonde.Diagnosis.Tests.Observations;

public class SeriesTests
{
    [Fact]
    public void An_empty_series_has_no_values_and_no_shares()
    {
        Series series = new();
        Assert.True(series.IsEmpty);
        Assert.All([series.Max, series.Min, series.Mean, series.First, series.Last], value => Assert.Equal(double.NaN, value));
        Assert.Equal((0, 0), (series.PercentAtLeast(0), series.PercentRising()));
    }

    [Fact]
    public void Values_give_mean_extremes_and_ends()
    {
        Series series = Of(3, -1, 4, 2);
        Assert.Equal((2, 4, -1, 3, 2, 4), (series.Mean, series.Max, series.Min, series.First, series.Last, series.Count));
    }

    [Fact]
    public void What_is_no_number_is_left_out()
    {
        Series series = Of(double.NaN, 1, double.PositiveInfinity, double.NegativeInfinity, 3);
        Assert.Equal([1, 3], series.Values);
        Assert.Equal((2, 3, 1), (series.Mean, series.Max, series.Min));
    }

    [Fact]
    public void Shares_count_the_threshold_itself_and_nothing_for_an_unknown_one()
    {
        Series series = Of(1, 2, 3, 4);
        Assert.Equal(75, series.PercentAtLeast(2));
        Assert.Equal(0, series.PercentAtLeast(double.NaN));
    }

    [Fact]
    public void Rising_counts_steps_and_not_values()
    {
        Assert.Equal(100, Of(1, 2, 3).PercentRising());
        Assert.Equal(50, Of(1, 2, 2).PercentRising());
        Assert.Equal(0, Of(3, 2, 1).PercentRising());
        Assert.Equal(0, Of(3).PercentRising());
    }

    private static Series Of(params double[] values)
    {
        Series series = new();
        foreach (double value in values)
            series.Add(value);
        return series;
    }
}

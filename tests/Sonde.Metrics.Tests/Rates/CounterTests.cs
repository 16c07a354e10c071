using Sonde.Metrics.Rates;

namespace Sonde.Metrics.Tests.Rates;

public sealed class CounterTests
{
    [Theory]
    [InlineData(10, 25, 15)]
    [InlineData(25, 25, 0)]
    [InlineData(25, 10, 0)]
    [InlineData(0, ulong.MaxValue, ulong.MaxValue)]
    public void Reaccounted_counter_never_shrinks(ulong earlier, ulong later, ulong growth) =>
        Assert.Equal(growth, Counter.Growth(earlier, later));

    [Theory]
    [InlineData(10, 25, 15)]
    [InlineData(25, 10, 10)]
    [InlineData(25, 0, 0)]
    public void Restarted_counter_counts_from_zero(ulong earlier, ulong later, ulong growth) =>
        Assert.Equal(growth, Counter.GrowthOrRestart(earlier, later));

    [Theory]
    [InlineData(10, 25, 15)]
    [InlineData(uint.MaxValue, 4, 5)]
    [InlineData(uint.MaxValue - 9, 0, 10)]
    public void Milliseconds_go_on_counting_beyond_32_bits(uint earlier, uint later, uint growth) =>
        Assert.Equal(growth, Counter.Growth32(earlier, later));

    [Theory]
    [InlineData(10, 25, 15)]
    [InlineData(4294967290, 10, 16)]
    [InlineData(1000, 10, 10)]
    [InlineData(5_000_000_000, 10, 10)]
    [InlineData(5_000_000_000, 5_000_000_007, 7)]
    public void Printed_counter_that_fell_wrapped_or_restarted_by_how_far_it_fell(ulong earlier, ulong later, ulong growth) =>
        Assert.Equal(growth, Counter.GrowthOfPrinted32(earlier, later));

    [Fact]
    public void Absent_counter_grows_by_an_unknown_amount()
    {
        Assert.Equal(double.NaN, Counter.Growth(null, 5));
        Assert.Equal(double.NaN, Counter.Growth(5, null));
        Assert.Equal(2, Counter.Growth((ulong?)5, 7));
    }
}

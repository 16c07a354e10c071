using System.Buffers.Binary;
using Sonde.Tracing.Output;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Tests.Output;

public sealed class AggregationReducerTests
{
    [Fact]
    public void Counts_and_sums_are_added() => Assert.Equal([12L], Reduce(new SumType(), 5, -3, 10));

    [Fact]
    public void Totals_and_counts_are_added() => Assert.Equal([7L, 3L], Reduce(new StatsType(), 10, 2, -3, 1));

    [Fact]
    public void Smallest_value_that_is_set_wins() => Assert.Equal([-2L, 1L], Reduce(new MinType(), 0, 0, 5, 1, -2, 1));

    [Fact]
    public void Smallest_value_without_sign_wins() => Assert.Equal([5L, 1L], Reduce(new MinType(IsSigned: false), 5, 1, -2, 1));

    [Fact]
    public void Largest_value_that_is_set_wins_also_below_zero() => Assert.Equal([-4L, 1L], Reduce(new MaxType(), 0, 0, -4, 1, -9, 1));

    [Fact]
    public void Other_types_take_the_first_value() => Assert.Equal([3L], Reduce(IntegerType.Int64, 3, 4));

    [Theory]
    [InlineData(TimeSeriesReduction.Last, 8)]
    [InlineData(TimeSeriesReduction.Average, 6)]
    [InlineData(TimeSeriesReduction.Minimum, 4)]
    [InlineData(TimeSeriesReduction.Maximum, 8)]
    [InlineData(TimeSeriesReduction.Sum, 12)]
    public void Intervals_of_the_same_time_are_combined(TimeSeriesReduction reduction, long expected)
    {
        var isAverage = reduction == TimeSeriesReduction.Average;
        TimeSeriesType type = new(1000, 1, reduction);
        byte[] reduced = Bytes(Reduce(type, 4, isAverage ? 1 : 100, 7, 8, isAverage ? 1 : 200, 7));
        Assert.Equal([new TimeSeriesPoint(7000, expected)], TimeSeriesPoints.Of(type, reduced, 7, 0));
    }

    [Fact]
    public void Later_interval_replaces_an_earlier_one() =>
        Assert.Equal([5L, 1L, 9L], Reduce(new TimeSeriesType(1000, 1, TimeSeriesReduction.Sum), 4, 1, 8, 5, 1, 9));

    private static long[] Reduce(TraceType type, params long[] words)
    {
        byte[] result = AggregationReducer.Reduce(type, Bytes(words));
        return [.. Enumerable.Range(0, result.Length / 8).Select(i => BinaryPrimitives.ReadInt64LittleEndian(result.AsSpan(8 * i)))];
    }

    private static byte[] Bytes(long[] words) => [.. words.SelectMany(BitConverter.GetBytes)];
}

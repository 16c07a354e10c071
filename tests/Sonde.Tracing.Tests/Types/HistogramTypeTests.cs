using Sonde.Tracing.Output;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Tests.Types;

public sealed class HistogramTypeTests
{
    [Theory]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, 1)]
    [InlineData(0, 1, 2)]
    [InlineData(0, 3, 3)]
    [InlineData(0, long.MaxValue, 64)]
    [InlineData(2, 3, 4)]
    [InlineData(2, 7, 8)]
    [InlineData(2, 9, 9)]
    [InlineData(2, 10, 10)]
    public void Value_falls_into_its_bucket(int bits, long value, int bucket) => Assert.Equal(bucket, new HistogramType(bits).BucketOf(value));

    [Fact]
    public void Every_value_lies_within_the_bounds_that_its_bucket_is_printed_with()
    {
        for (var bits = 0; bits <= HistogramType.MaximumBits; bits++)
        {
            HistogramType type = new(bits);
            for (var shift = 0; shift < 63; shift++)
            {
                foreach (var value in (long[])[(1L << shift) - 1, 1L << shift, (1L << shift) + (1L << shift >> 1), long.MaxValue])
                {
                    var buckets = new byte[type.Size];
                    buckets[8 * type.BucketOf(value)] = 1;
                    HistogramRow row = Assert.Single(HistogramRows.Of(type, buckets, OutputDialect.Newest));
                    Assert.InRange(value, row.Minimum!.Value, row.Maximum!.Value);
                }
            }
        }
    }

    [Fact]
    public void Finer_buckets_carry_the_suffix_of_their_power()
    {
        HistogramType type = new(2);
        var buckets = new byte[type.Size];
        buckets[8 * type.BucketOf(5 * 1024)] = 1;
        Assert.Equal("[5K, 6K)", Assert.Single(HistogramRows.Of(type, buckets, OutputDialect.Newest)).Label);
    }
}

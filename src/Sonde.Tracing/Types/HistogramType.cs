using System.Numerics;

namespace Sonde.Tracing.Types;

/// <summary>
/// Histogram of <c>hist()</c>: uint64 buckets per CPU. Bucket 0 counts negative values; with n = 2^k, buckets 1 to n hold the values 0 to n-1 each by
/// itself, and from there each power of two has n buckets of equal width (for k = 0: 0, 1, [2, 4), [4, 8) ...).
/// </summary>
/// <param name="BitsPerBucket">k, from 0 to 5: each power of two is cut into 2^k buckets.</param>
public sealed record HistogramType(int BitsPerBucket) : TraceType
{
    /// <summary>Largest k.</summary>
    public const int MaximumBits = 5;

    /// <summary>Buckets per CPU: 66 for k = 0.</summary>
    public int BucketCount => ((65 - BitsPerBucket) << BitsPerBucket) + 1;

    /// <inheritdoc/>
    public override int Size => 8 * BucketCount;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => "hist_t";

    /// <inheritdoc/>
    public override bool IsAggregation => true;

    /// <summary>The bucket that a value falls into.</summary>
    /// <param name="value">The value; compiled programs compute the same.</param>
    public int BucketOf(long value)
    {
        if (value < 0)
            return 0;
        var size = 1L << BitsPerBucket;
        if (value < size)
            return (int)value + 1;
        var power = BitOperations.Log2((ulong)value);
        var interval = (int)(value >> (power - BitsPerBucket)) & ((int)size - 1);
        return ((power - BitsPerBucket + 1) << BitsPerBucket) + interval + 1;
    }
}

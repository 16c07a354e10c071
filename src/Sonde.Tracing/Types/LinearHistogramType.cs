namespace Sonde.Tracing.Types;

/// <summary>Histogram of <c>lhist()</c>: uint64 buckets per CPU. Bucket 0 is below the minimum, the last at or above the maximum.</summary>
/// <param name="Minimum">Lower edge of bucket 1.</param>
/// <param name="Maximum">Where the last bucket begins.</param>
/// <param name="Step">Width of a bucket, above 0.</param>
public sealed record LinearHistogramType(long Minimum, long Maximum, long Step) : TraceType
{
    /// <summary>Most buckets between the two open ones.</summary>
    public const int MaximumBuckets = 1000;

    /// <summary>Buckets per CPU, the two open ones included.</summary>
    public int BucketCount => checked((int)((Maximum - Minimum) / Step) + 2);

    /// <inheritdoc/>
    public override int Size => 8 * BucketCount;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => "lhist_t";

    /// <inheritdoc/>
    public override bool IsAggregation => true;

    /// <summary>The bucket that a value falls into.</summary>
    /// <param name="value">The value; compiled programs compute the same.</param>
    public int BucketOf(long value)
    {
        if (value < Minimum)
            return 0;
        return value >= Maximum ? BucketCount - 1 : (int)((value - Minimum) / Step) + 1;
    }
}

using System.Buffers.Binary;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>The buckets of a histogram from the first to the last that is not empty, with their intervals.</summary>
public static class HistogramRows
{
    private const int Kilo = 1024;
    private const int Mega = 1024 * 1024;

    /// <summary>The rows of a histogram; empty when nothing was counted.</summary>
    /// <param name="type">Which histogram.</param>
    /// <param name="buckets">Its buckets, uint64 each, reduced over the CPUs.</param>
    /// <param name="dialect">Whose labels.</param>
    /// <param name="divisor">What counts are divided by, above 0; linear histograms ignore it.</param>
    /// <exception cref="ArgumentException">The type is no histogram.</exception>
    public static List<HistogramRow> Of(TraceType type, ReadOnlySpan<byte> buckets, OutputDialect dialect, uint divisor = 1)
    {
        List<HistogramRow> rows = [];
        var count = buckets.Length / 8;
        (int first, int last) = Range(buckets, count);
        for (var i = first; i >= 0 && i <= last; i++)
        {
            var value = Bucket(buckets, i);
            rows.Add(type switch
            {
                HistogramType power => PowerRow(power, i, value, dialect, divisor),
                LinearHistogramType linear => LinearRow(linear, i, value, dialect),
                _ => throw new ArgumentException($"{type} is no histogram", nameof(type)),
            });
        }

        return rows;
    }

    private static (int First, int Last) Range(ReadOnlySpan<byte> buckets, int count)
    {
        int first = -1, last = -1;
        for (var i = 0; i < count; i++)
        {
            if (Bucket(buckets, i) == 0)
                continue;
            if (first < 0)
                first = i;
            last = i;
        }

        return (first, last);
    }

    private static HistogramRow PowerRow(HistogramType type, int bucket, ulong value, OutputDialect dialect, uint divisor)
    {
        var count = value / divisor;
        // 0.17 draws the bars of counts that it divided by the counts before the division.
        var weight = dialect == OutputDialect.Version017 ? value : count;
        if (bucket == 0)
            return new("(..., 0)", null, -1, count, weight);
        var k = type.BitsPerBucket;
        long minimum = Edge(bucket - 1, k), maximum = unchecked((long)((ulong)Edge(bucket, k) - 1));
        var label = minimum == maximum
            ? $"[{minimum}]"
            : $"[{EdgeLabel(bucket - 1, k, dialect)}, {EdgeLabel(bucket, k, dialect)})";
        return new(label, minimum, maximum, count, weight);
    }

    /// <summary>The lower edge of the bucket with an index from 0 for the value 0; the edge above the last is 2^63, as a negative number.</summary>
    private static long Edge(int index, int k)
    {
        var size = 1 << k;
        return index < size ? index : unchecked((long)((ulong)(size + (index & (size - 1))) << ((index >> k) - 1)));
    }

    private static string EdgeLabel(int index, int k, OutputDialect dialect)
    {
        var size = 1 << k;
        if (index < size)
            return $"{index}";
        var power = (index >> k) - 1;
        // 0.17 knows no suffix above T.
        var decade = Math.Min(power / 10, dialect == OutputDialect.Version017 ? 4 : 6);
        var number = (ulong)(size + (index & (size - 1))) << (power - (10 * decade));
        return decade == 0 ? $"{number}" : $"{number}{"KMGTPE"[decade - 1]}";
    }

    private static HistogramRow LinearRow(LinearHistogramType type, int bucket, ulong value, OutputDialect dialect)
    {
        var last = type.BucketCount - 1;
        if (bucket == 0)
            return new($"(..., {LinearLabel(type, type.Minimum, dialect)})", null, type.Minimum - 1, value, value);
        var minimum = type.Minimum + ((bucket - 1) * type.Step);
        if (bucket >= last)
        {
            if (dialect == OutputDialect.Version017)
                minimum = type.Maximum;
            return new($"[{LinearLabel(type, minimum, dialect)}, ...)", minimum, null, value, value);
        }

        var next = minimum + type.Step;
        var label = type.Step == 1 && dialect == OutputDialect.Newest
            ? $"[{minimum}]"
            : $"[{LinearLabel(type, minimum, dialect)}, {LinearLabel(type, next, dialect)})";
        return new(label, minimum, next - 1, value, value);
    }

    private static string LinearLabel(LinearHistogramType type, long value, OutputDialect dialect)
    {
        if (value == 0 || (dialect == OutputDialect.Newest && type.Step % Kilo != 0))
            return $"{value}";
        if (value % Mega == 0)
            return $"{value / Mega}M";
        return value % Kilo == 0 ? $"{value / Kilo}K" : $"{value}";
    }

    private static ulong Bucket(ReadOnlySpan<byte> buckets, int index) => BinaryPrimitives.ReadUInt64LittleEndian(buckets[(8 * index)..]);
}

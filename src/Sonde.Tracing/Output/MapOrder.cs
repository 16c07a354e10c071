using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>
/// The order in which entries of a map are printed, ascending: integers and aggregations of one number by value, averages by average, histograms by
/// number of values, time series by their last interval; everything else by key. Equal ones follow the order of their keys.
/// </summary>
public static class MapOrder
{
    /// <summary>The entries in order, the last of them if fewer are wanted.</summary>
    /// <param name="map">The map.</param>
    /// <param name="entries">Its entries.</param>
    /// <param name="top">How many to keep; 0 keeps all.</param>
    /// <param name="dialect">Whose order: 0.17 takes every integer of a key for unsigned.</param>
    public static MapEntry[] Sort(
        MapDescription map, IReadOnlyList<MapEntry> entries, int top = 0, OutputDialect dialect = OutputDialect.Newest)
    {
        MapEntry[] sorted = [.. entries];
        Array.Sort(sorted, (left, right) =>
        {
            var byValue = CompareValues(map.Value, left.Value.Span, right.Value.Span);
            return byValue != 0 || map.Key is null ? byValue : CompareKeys(map.Key, left.Key.Span, right.Key.Span, dialect);
        });
        return top > 0 && sorted.Length > top ? sorted[^top..] : sorted;
    }

    private static int CompareValues(TraceType type, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        switch (type)
        {
            case HistogramType or LinearHistogramType:
                return Total(left).CompareTo(Total(right));
            case TimeSeriesType:
                return LastEpoch(left).CompareTo(LastEpoch(right));
            case IntegerType or { IsAggregation: true }:
                TraceValue a = new(type, left), b = new(type, right);
                return a.IsSigned ? a.ReadInteger().CompareTo(b.ReadInteger()) : ((ulong)a.ReadInteger()).CompareTo((ulong)b.ReadInteger());
            default:
                return 0;
        }
    }

    private static int CompareKeys(TraceType type, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, OutputDialect dialect)
    {
        switch (type)
        {
            case TupleType tuple:
                foreach (TupleElement element in tuple.Elements.AsSpan())
                {
                    ReadOnlySpan<byte> a = Part(left, element.Type, element.Offset), b = Part(right, element.Type, element.Offset);
                    var order = CompareKeys(element.Type, a, b, dialect);
                    if (order != 0)
                        return order;
                }

                return 0;
            case IntegerType integer when !integer.IsSigned || dialect == OutputDialect.Version017:
                return ((ulong)new TraceValue(type, left).ReadInteger()).CompareTo((ulong)new TraceValue(type, right).ReadInteger());
            case IntegerType or EnumType or BooleanType:
                return new TraceValue(type, left).ReadInteger().CompareTo(new TraceValue(type, right).ReadInteger());
            case StringType:
                return new TraceValue(type, left).Text.SequenceCompareTo(new TraceValue(type, right).Text);
            default:
                return left.SequenceCompareTo(right);
        }
    }

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> bytes, TraceType type, int offset) => new TraceValue(type, bytes).Part(type, offset).Bytes;

    private static ulong Total(ReadOnlySpan<byte> buckets)
    {
        ulong total = 0;
        for (var i = 0; i + 8 <= buckets.Length; i += 8)
            total += BitConverter.ToUInt64(buckets[i..]);
        return total;
    }

    private static ulong LastEpoch(ReadOnlySpan<byte> series)
    {
        ulong last = 0;
        for (var i = 0; i + TimeSeriesType.IntervalSize <= series.Length; i += TimeSeriesType.IntervalSize)
            last = Math.Max(last, BitConverter.ToUInt64(series[(i + 16)..]));
        return last;
    }
}

using System.Buffers.Binary;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>Reads the intervals of a time series in order of time, from the first that it still holds to the last of the whole map.</summary>
public static class TimeSeriesPoints
{
    /// <summary>The last interval (nanoseconds since boot / interval) of a series; 0 for an empty one.</summary>
    /// <param name="series">The series, reduced over the CPUs.</param>
    public static ulong LastEpoch(ReadOnlySpan<byte> series)
    {
        ulong last = 0;
        for (var i = 0; i + TimeSeriesType.IntervalSize <= series.Length; i += TimeSeriesType.IntervalSize)
            last = Math.Max(last, Epoch(series, i));
        return last;
    }

    /// <summary>The points of a series.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="series">The series, reduced over the CPUs.</param>
    /// <param name="lastEpoch">The last interval to show: that of all series of the map.</param>
    /// <param name="bootTimeNanoseconds">Nanoseconds from the Unix epoch to boot.</param>
    public static List<TimeSeriesPoint> Of(TimeSeriesType type, ReadOnlySpan<byte> series, ulong lastEpoch, long bootTimeNanoseconds)
    {
        List<TimeSeriesPoint> points = [];
        var firstWanted = lastEpoch >= (ulong)type.IntervalCount ? lastEpoch - (ulong)type.IntervalCount + 1 : 1;
        Dictionary<ulong, long> values = [];
        var first = ulong.MaxValue;
        for (var i = 0; i + TimeSeriesType.IntervalSize <= series.Length; i += TimeSeriesType.IntervalSize)
        {
            var epoch = Epoch(series, i);
            if (epoch < firstWanted || epoch > lastEpoch)
                continue;
            values[epoch] = Value(type, series.Slice(i, TimeSeriesType.IntervalSize));
            first = Math.Min(first, epoch);
        }

        for (var epoch = first; epoch <= lastEpoch && points.Count < type.IntervalCount; epoch++)
        {
            var start = unchecked((long)(epoch * type.IntervalNanoseconds) + bootTimeNanoseconds);
            points.Add(new(start, values.TryGetValue(epoch, out var value) ? value : null));
        }

        return points;
    }

    private static long Value(TimeSeriesType type, ReadOnlySpan<byte> interval)
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(interval);
        var count = BinaryPrimitives.ReadInt64LittleEndian(interval[8..]);
        if (type.Reduction != TimeSeriesReduction.Average || count == 0)
            return value;
        return type.IsSigned ? value / count : (long)((ulong)value / (ulong)count);
    }

    private static ulong Epoch(ReadOnlySpan<byte> series, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(series[(offset + 16)..]);
}

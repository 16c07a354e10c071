using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>Draws a time series: a line per interval, a star where its value lies between the smallest and the largest.</summary>
internal static class TimeSeriesChart
{
    private const int Width = 53;
    private const int MinimumLabelWidth = 21;

    /// <summary>Writes the chart, <c>&lt;no data&gt;</c> for no points.</summary>
    public static void Append(OutputBuffer output, TimeSeriesType type, List<TimeSeriesPoint> points)
    {
        if (points.Count == 0)
        {
            output.Append("<no data>"u8);
            return;
        }

        (long minimum, long maximum) = Bounds(points, type.IsSigned);
        (string clock, int fraction) = ClockOf(type.IntervalNanoseconds);
        AppendBounds(output, clock.Length, minimum, maximum, type.IsSigned);
        output.Append(clock);
        output.Append(" |"u8);
        output.AppendRepeated((byte)'_', Width - 2);
        output.Append("|\n"u8);
        foreach (TimeSeriesPoint point in points)
            AppendPoint(output, point, minimum, maximum, fraction, type.IsSigned);
        output.AppendRepeated((byte)' ', clock.Length + 1);
        output.Append((byte)'v');
        output.AppendRepeated((byte)'_', Width - 2);
        output.Append("v\n"u8);
        AppendBounds(output, clock.Length, minimum, maximum, type.IsSigned);
    }

    private static (long Minimum, long Maximum) Bounds(List<TimeSeriesPoint> points, bool isSigned)
    {
        long? minimum = null, maximum = null;
        foreach (TimeSeriesPoint point in points)
        {
            if (point.Value is not { } value)
                continue;
            if (minimum is null || Compare(value, minimum.Value, isSigned) < 0)
                minimum = value;
            if (maximum is null || Compare(value, maximum.Value, isSigned) > 0)
                maximum = value;
        }

        (long low, long high) = (minimum ?? 0, maximum ?? 0);
        if (low != high)
            return (low, high);
        // A constant is drawn in the middle.
        var isLowest = low == (isSigned ? long.MinValue : 0);
        var isHighest = high == (isSigned ? long.MaxValue : -1);
        return (isLowest ? low : low - 1, isHighest ? high : high + 1);
    }

    private static int Compare(long left, long right, bool isSigned) =>
        isSigned ? left.CompareTo(right) : ((ulong)left).CompareTo((ulong)right);

    private static (string Clock, int FractionDigits) ClockOf(ulong intervalNanoseconds) => intervalNanoseconds switch
    {
        >= 1_000_000_000 => ("hh:mm:ss", 0),
        >= 1_000_000 => ("hh:mm:ss.ms", 3),
        >= 1_000 => ("hh:mm:ss.us", 6),
        _ => ("hh:mm:ss.ns", 9),
    };

    private static void AppendBounds(OutputBuffer output, int clockWidth, long minimum, long maximum, bool isSigned)
    {
        output.AppendRepeated((byte)' ', clockWidth + 1);
        var start = output.Count;
        AppendValue(output, minimum, isSigned);
        output.Pad(start, MinimumLabelWidth, isLeftAligned: true);
        start = output.Count;
        AppendValue(output, maximum, isSigned);
        output.Pad(start, Width - MinimumLabelWidth, isLeftAligned: false);
        output.Append((byte)'\n');
    }

    private static void AppendPoint(OutputBuffer output, TimeSeriesPoint point, long minimum, long maximum, int fraction, bool isSigned)
    {
        TimeFormat.Append(output, "%H:%M:%S", point.StartNanoseconds);
        if (fraction > 0)
        {
            output.Append((byte)'.');
            AppendFraction(output, point.StartNanoseconds, fraction);
        }

        output.Append((byte)' ');
        Span<byte> line = stackalloc byte[Width];
        line.Fill((byte)' ');
        line[0] = line[^1] = (byte)'|';
        if (isSigned && minimum < 0 && maximum > 0)
            line[Position(0, minimum, maximum, isSigned)] = (byte)'.';
        if (point.Value is { } value)
            line[Position(value, minimum, maximum, isSigned)] = (byte)'*';
        output.Append(line);
        output.Append((byte)' ');
        if (point.Value is { } shown)
            AppendValue(output, shown, isSigned);
        else
            output.Append((byte)'-');
        output.Append((byte)'\n');
    }

    private static int Position(long value, long minimum, long maximum, bool isSigned)
    {
        if (minimum == maximum)
            return Width / 2;
        // Differences that 64 bits cannot hold are rare enough for the precision of doubles.
        var span = isSigned ? (double)maximum - minimum : (double)((ulong)maximum - (ulong)minimum);
        var distance = isSigned ? (double)value - minimum : (double)((ulong)value - (ulong)minimum);
        return Math.Clamp((int)((float)(Width - 1) * (float)distance / (float)span), 0, Width - 1);
    }

    private static void AppendFraction(OutputBuffer output, long nanoseconds, int digits)
    {
        var rest = ((nanoseconds % 1_000_000_000) + 1_000_000_000) % 1_000_000_000;
        for (long unit = 100_000_000; digits > 0; digits--, unit /= 10)
            output.Append((byte)('0' + (rest / unit % 10)));
    }

    private static void AppendValue(OutputBuffer output, long value, bool isSigned)
    {
        if (isSigned)
            output.Append(value);
        else
            output.Append((ulong)value);
    }
}

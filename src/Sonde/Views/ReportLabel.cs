using Sonde.Metrics.Sampling;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>The label of a report's lines: the time of day, "Average:", or the seconds since boot where a recorded tree does not tell the time.</summary>
internal readonly struct ReportLabel
{
    private readonly TimeSpan _sinceBoot;
    private readonly DateTimeOffset _wall;
    private readonly bool _isAverage;

    private ReportLabel(DateTime time, DateTimeOffset wall, TimeSpan sinceBoot, bool isAverage)
    {
        Time = time;
        _wall = wall;
        _sinceBoot = sinceBoot;
        _isAverage = isAverage;
    }

    /// <summary>The label of averages.</summary>
    public static ReportLabel Average => new(default, default, default, isAverage: true);

    /// <summary>The wall-clock time; default where it is not known.</summary>
    public DateTime Time { get; }

    /// <summary>The label of <paramref name="sample"/>: local time on the machine itself, UTC for a recorded tree, whose zone is not known.</summary>
    public static ReportLabel Of(SystemSample sample, bool isLive) => new(LocalTime(sample, isLive), sample.Wall, sample.SinceBoot, isAverage: false);

    /// <summary>The time of <paramref name="sample"/> as it is shown.</summary>
    public static DateTime LocalTime(SystemSample sample, bool isLive) =>
        sample.Wall == default ? default : isLive ? Linux.LocalTime.Of(sample.Wall) : sample.Wall.UtcDateTime;

    /// <summary>Appends the label in a column of <paramref name="width"/> cells; with <paramref name="epoch"/> as seconds since 1970.</summary>
    public void Write(Utf8LineBuilder line, int width, bool epoch = false)
    {
        int start = line.Length;
        if (_isAverage)
            line.AppendRaw("Average:"u8);
        else if (Time == default)
            line.AppendNumber(_sinceBoot.TotalSeconds, 0, 0).AppendRaw(" s"u8);
        else if (epoch)
            line.AppendNumber(_wall.ToUnixTimeSeconds());
        else
            WriteClock(line, Time);
        line.AppendSpaces(width - (line.Length - start));
    }

    /// <summary>Appends HH:MM:SS.</summary>
    public static void WriteClock(Utf8LineBuilder line, DateTime time)
    {
        WriteTwoDigits(line, time.Hour);
        line.AppendRaw(":"u8);
        WriteTwoDigits(line, time.Minute);
        line.AppendRaw(":"u8);
        WriteTwoDigits(line, time.Second);
    }

    /// <summary>Appends YYYY-MM-DD.</summary>
    public static void WriteIsoDate(Utf8LineBuilder line, DateTime time)
    {
        line.AppendNumber(time.Year);
        line.AppendRaw("-"u8);
        WriteTwoDigits(line, time.Month);
        line.AppendRaw("-"u8);
        WriteTwoDigits(line, time.Day);
    }

    /// <summary>Appends MM/DD/YY, the date in the C locale.</summary>
    public static void WriteShortDate(Utf8LineBuilder line, DateTime time)
    {
        WriteTwoDigits(line, time.Month);
        line.AppendRaw("/"u8);
        WriteTwoDigits(line, time.Day);
        line.AppendRaw("/"u8);
        WriteTwoDigits(line, time.Year % 100);
    }

    private static void WriteTwoDigits(Utf8LineBuilder line, int value) =>
        line.AppendRaw([(byte)('0' + (value / 10)), (byte)('0' + (value % 10))]);
}

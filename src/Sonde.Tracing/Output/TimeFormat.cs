using System.Globalization;
using System.Text;
using Sonde.Linux;

namespace Sonde.Tracing.Output;

/// <summary>
/// Writes local time in a format of strftime(3), C locale, plus <c>%f</c> for the six digits of microseconds. Unknown conversions stay as they are.
/// </summary>
public static class TimeFormat
{
    /// <summary>Writes a time.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="format">The format.</param>
    /// <param name="unixNanoseconds">Nanoseconds since the Unix epoch.</param>
    public static void Append(OutputBuffer output, ReadOnlySpan<char> format, long unixNanoseconds)
    {
        // Three hundred years to either side fit in 64 bits of nanoseconds, and all of them in DateTimeOffset.
        DateTimeOffset instant = DateTimeOffset.UnixEpoch.AddTicks(FloorDivide(unixNanoseconds, 100));
        DateTime local = LocalTime.Of(instant);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                AppendLiteral(output, format, ref i);
                continue;
            }

            i++;
            // %E and %O ask for a locale's alternative; the C locale has none.
            if (format[i] is 'E' or 'O' && i + 1 < format.Length)
                i++;
            AppendConversion(output, format[i], local, instant, unixNanoseconds);
        }
    }

    private static void AppendLiteral(OutputBuffer output, ReadOnlySpan<char> format, ref int index)
    {
        var length = format[(index + 1)..].IndexOf('%');
        ReadOnlySpan<char> literal = length < 0 ? format[index..] : format.Slice(index, length + 1);
        output.Append(literal);
        index += literal.Length - 1;
    }

    private static void AppendConversion(OutputBuffer output, char conversion, DateTime local, DateTimeOffset instant, long unixNanoseconds)
    {
        switch (conversion)
        {
            case 'f':
                AppendNumber(output, (int)(FloorDivide(unixNanoseconds, 1000) - (FloorDivide(unixNanoseconds, 1_000_000_000) * 1_000_000)), 6);
                break;
            case 's':
                output.Append(FloorDivide(unixNanoseconds, 1_000_000_000));
                break;
            case 'z':
                TimeSpan offset = local - instant.UtcDateTime;
                output.Append(offset < TimeSpan.Zero ? (byte)'-' : (byte)'+');
                AppendNumber(output, (100 * (Math.Abs((int)offset.TotalMinutes) / 60)) + (Math.Abs((int)offset.TotalMinutes) % 60), 4);
                break;
            case 'Z':
                output.Append(LocalTime.ZoneName(instant));
                break;
            case 'n':
                output.Append((byte)'\n');
                break;
            case 't':
                output.Append((byte)'\t');
                break;
            case '%':
                output.Append((byte)'%');
                break;
            default:
                if (!TryAppendName(output, conversion, local) && !TryAppendNumber(output, conversion, local)
                    && !TryAppendComposite(output, conversion, local, unixNanoseconds))
                {
                    output.Append((byte)'%');
                    Span<byte> bytes = stackalloc byte[4];
                    output.Append(bytes[..new Rune(char.IsSurrogate(conversion) ? '\uFFFD' : conversion).EncodeToUtf8(bytes)]);
                }

                break;
        }
    }

    private static bool TryAppendName(OutputBuffer output, char conversion, DateTime time)
    {
        DateTimeFormatInfo names = CultureInfo.InvariantCulture.DateTimeFormat;
        var name = conversion switch
        {
            'a' => names.GetAbbreviatedDayName(time.DayOfWeek),
            'A' => names.GetDayName(time.DayOfWeek),
            'b' or 'h' => names.GetAbbreviatedMonthName(time.Month),
            'B' => names.GetMonthName(time.Month),
            'p' => time.Hour < 12 ? "AM" : "PM",
            'P' => time.Hour < 12 ? "am" : "pm",
            _ => null,
        };
        if (name is not null)
            output.Append(name);
        return name is not null;
    }

    private static bool TryAppendNumber(OutputBuffer output, char conversion, DateTime time)
    {
        var twelve = ((time.Hour + 11) % 12) + 1;
        var day = (int)time.DayOfWeek;
        (var number, var width, var fill) = conversion switch
        {
            'Y' => (time.Year, 1, '0'),
            'C' => (time.Year / 100, 2, '0'),
            'y' => (time.Year % 100, 2, '0'),
            'm' => (time.Month, 2, '0'),
            'd' => (time.Day, 2, '0'),
            'e' => (time.Day, 2, ' '),
            'H' => (time.Hour, 2, '0'),
            'k' => (time.Hour, 2, ' '),
            'I' => (twelve, 2, '0'),
            'l' => (twelve, 2, ' '),
            'M' => (time.Minute, 2, '0'),
            'S' => (time.Second, 2, '0'),
            'j' => (time.DayOfYear, 3, '0'),
            'u' => (day == 0 ? 7 : day, 1, '0'),
            'w' => (day, 1, '0'),
            'U' => ((time.DayOfYear + 6 - day) / 7, 2, '0'),
            'W' => ((time.DayOfYear + 6 - ((day + 6) % 7)) / 7, 2, '0'),
            'V' => (ISOWeek.GetWeekOfYear(time), 2, '0'),
            'G' => (ISOWeek.GetYear(time), 1, '0'),
            'g' => (ISOWeek.GetYear(time) % 100, 2, '0'),
            _ => (-1, 0, '0'),
        };
        if (number >= 0)
            AppendNumber(output, number, width, (byte)fill);
        return number >= 0;
    }

    private static bool TryAppendComposite(OutputBuffer output, char conversion, DateTime time, long unixNanoseconds)
    {
        var format = conversion switch
        {
            'c' => "%a %b %e %H:%M:%S %Y",
            'D' or 'x' => "%m/%d/%y",
            'F' => "%Y-%m-%d",
            'T' or 'X' => "%H:%M:%S",
            'R' => "%H:%M",
            'r' => "%I:%M:%S %p",
            _ => null,
        };
        if (format is not null)
            Append(output, format, unixNanoseconds);
        return format is not null;
    }

    private static void AppendNumber(OutputBuffer output, int number, int width, byte fill = (byte)'0')
    {
        var digits = 1;
        for (var rest = number; rest >= 10; rest /= 10)
            digits++;
        output.AppendRepeated(fill, width - digits);
        output.Append((long)number);
    }

    private static long FloorDivide(long value, long divisor) => value >= 0 || value % divisor == 0 ? value / divisor : (value / divisor) - 1;
}

using System.Globalization;

namespace Sonde.Diagnosis.Reports.Rendering;

/// <summary>
/// Values as people write them: three significant digits, the fitting prefix, a blank before the unit: 98.2 %, 1.5 GiB/s, 12.3 ms, 8 tasks, 12,345 switches/s.
/// </summary>
public static class UnitFormat
{
    private static readonly string[] BinaryPrefixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    private static readonly string[] DecimalPrefixes = ["", "k", "M", "G", "T", "P", "E"];

    /// <summary>Formats <paramref name="value"/>. A unit that is not known is written as it is, in the singular for exactly one.</summary>
    /// <param name="value">The value; one that is no finite number reads "unknown".</param>
    /// <param name="unit">The unit, such as percent, bytes, bytes/s, seconds, ms, us, tasks, packets/s; empty for a bare number.</param>
    public static string Format(double value, string unit)
    {
        if (!double.IsFinite(value))
            return "unknown";
        (string measure, string per) = SplitRate(unit);
        return Scaled(value, measure, per) ?? $"{Number(value)} {(value == 1 && per.Length == 0 ? Singular(measure) : measure)}{per}";
    }

    /// <summary>As <see cref="Format"/>, but without a noun that the reader has just seen: 90 %, 1.5 GiB, but 12 for 12 tasks.</summary>
    public static string FormatBare(double value, string unit)
    {
        if (!double.IsFinite(value))
            return "unknown";
        (string measure, string per) = SplitRate(unit);
        return Scaled(value, measure, per) ?? Number(value);
    }

    /// <summary>A percentage with one decimal below 99.95, so that neighbours compare at a glance; small ones have two.</summary>
    public static string Percent(double value)
    {
        double magnitude = Math.Abs(value);
        string number = magnitude switch
        {
            0 => "0",
            < 0.005 => value < 0 ? ">-0.01" : "<0.01",
            < 0.0995 => value.ToString("0.##", CultureInfo.InvariantCulture),
            < 99.95 => value.ToString("0.#", CultureInfo.InvariantCulture),
            _ => value.ToString("#,0", CultureInfo.InvariantCulture),
        };
        return number + " %";
    }

    /// <summary>A number with three significant digits, thousands apart; whole numbers below a million are written in full.</summary>
    public static string Number(double value)
    {
        double magnitude = Math.Abs(value);
        if (magnitude >= 1e15)
            return value.ToString("0.##E+0", CultureInfo.InvariantCulture);
        if (magnitude >= 1e6)
            return Prefixed(value, 1000, DecimalPrefixes, "").TrimEnd();
        string format = magnitude switch
        {
            >= 99.95 => "#,0",
            >= 9.995 => "0.#",
            >= 0.0995 => "0.##",
            >= 0.00995 => "0.###",
            >= 0.0001 => "0.#####",
            0 => "0",
            _ => "0.#E+0",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A length of time of <paramref name="seconds"/>: 12.3 ms, 5 s, 3 min 20 s, 2 h 5 min, 12 d 3 h.</summary>
    public static string Duration(double seconds) => Duration(seconds, "");

    // Null where the unit is just a noun.
    private static string? Scaled(double value, string measure, string per) => measure switch
    {
        "percent" or "%" => Percent(value) + per,
        "bytes" or "byte" or "B" => Prefixed(value, 1024, BinaryPrefixes, "B") + per,
        "KiB" or "kB" => Prefixed(value * 1024, 1024, BinaryPrefixes, "B") + per,
        "MiB" => Prefixed(value * 1024 * 1024, 1024, BinaryPrefixes, "B") + per,
        "bits" or "bit" => Prefixed(value, 1000, DecimalPrefixes, "bit") + per,
        "hertz" or "Hz" => Prefixed(value, 1000, DecimalPrefixes, "Hz") + per,
        "kHz" => Prefixed(value * 1e3, 1000, DecimalPrefixes, "Hz") + per,
        "MHz" => Prefixed(value * 1e6, 1000, DecimalPrefixes, "Hz") + per,
        _ when SecondsIn(measure) is { } seconds => Duration(value * seconds, per),
        "" or "count" or "ratio" => Number(value) + per,
        _ => null,
    };

    private static string Duration(double seconds, string per)
    {
        double magnitude = Math.Abs(seconds);
        if (magnitude == 0)
            return "0 s" + per;
        if (magnitude < 0.9995e-6)
            return $"{Number(seconds * 1e9)} ns{per}";
        if (magnitude < 0.9995e-3)
            return $"{Number(seconds * 1e6)} µs{per}";
        if (magnitude < 0.9995)
            return $"{Number(seconds * 1e3)} ms{per}";
        if (magnitude < 120 || per.Length > 0)
            return $"{Number(seconds)} s{per}";
        string sign = seconds < 0 ? "-" : "";
        if (magnitude < 7200)
            return $"{sign}{Math.Floor(magnitude / 60):0} min{Rest(magnitude % 60, "s")}";
        if (magnitude < 172_800)
            return $"{sign}{Math.Floor(magnitude / 3600):0} h{Rest(magnitude % 3600 / 60, "min")}";
        return $"{sign}{Math.Floor(magnitude / 86_400):#,0} d{Rest(magnitude % 86_400 / 3600, "h")}";
    }

    private static string Rest(double value, string unit) => Math.Floor(value) == 0 ? "" : $" {Math.Floor(value):0} {unit}";

    private static string Prefixed(double value, double step, string[] prefixes, string unit)
    {
        int prefix = 0;

        // 999.5 would be rounded to the next step.
        while (Math.Abs(value) >= step - 0.5 && prefix < prefixes.Length - 1)
        {
            value /= step;
            prefix++;
        }

        return $"{Number(value)} {prefixes[prefix]}{unit}";
    }

    private static (string Measure, string Per) SplitRate(string unit)
    {
        int slash = unit.LastIndexOf('/');
        if (slash < 0)
            return (unit, "");
        string per = unit[slash..] switch { "/second" or "/sec" => "/s", var other => other };
        return unit[..slash] is "1" ? ("", per) : (unit[..slash], per);
    }

    private static double? SecondsIn(string unit) => unit switch
    {
        "s" or "seconds" or "second" or "sec" => 1,
        "ms" or "milliseconds" => 1e-3,
        "us" or "µs" or "microseconds" => 1e-6,
        "ns" or "nanoseconds" => 1e-9,
        "minutes" or "min" => 60,
        "hours" => 3600,
        _ => null,
    };

    private static string Singular(string noun)
    {
        int start = noun.LastIndexOf(' ') + 1;
        string word = noun[start..];
        string singular = word switch
        {
            _ when word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ches", StringComparison.Ordinal) ||
                word.EndsWith("shes", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal) => word[..^2],
            _ when word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4 => word[..^3] + "y",
            _ when word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && word.Length > 2 => word[..^1],
            _ => word,
        };
        return noun[..start] + singular;
    }
}

using Sonde.Diagnosis.Reports.Rendering;

namespace Sonde.Diagnosis.Rules;

/// <summary>Measured values with their units inside the sentences of a finding.</summary>
internal static class UnitText
{
    /// <summary>A share, such as "97 %"; words where it is not known.</summary>
    public static string Percent(double percent) => double.IsNaN(percent) ? "an unknown share" : Wording.Percent(percent);

    /// <summary>A number, such as "1,234"; words where it is not known.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "an unknown number" : Wording.Number(value);

    /// <summary>A rate of bytes, such as "12.3 MiB/s".</summary>
    /// <param name="kibibytes">KiB per second; NaN reads "unknown".</param>
    public static string KibibytesPerSecond(double kibibytes) => UnitFormat.Format(kibibytes, "KiB/s");

    /// <summary>Bytes, such as "12.3 MiB".</summary>
    public static string Bytes(double bytes) => UnitFormat.Format(bytes, "bytes");

    /// <summary>A time, such as "12.3 ms" or "250 µs".</summary>
    public static string Milliseconds(double milliseconds) => UnitFormat.Format(milliseconds, "ms");

    /// <summary>A time, such as "3 min 20 s".</summary>
    public static string Seconds(double seconds) => UnitFormat.Duration(seconds);
}

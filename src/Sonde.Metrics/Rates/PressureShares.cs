using Sonde.Metrics.Sampling;
using Sonde.Proc.Pressure;

namespace Sonde.Metrics.Rates;

/// <summary>
/// Share of an interval in which tasks were held up for lack of one resource, from the exact totals and not from the lagging averages.
/// NaN where the kernel has no such file. Source: /proc/pressure, Documentation/accounting/psi.rst.
/// </summary>
public sealed class PressureShares
{
    private const double PercentPerMicrosecondOfSecond = 1e-4;

    /// <summary>Creates the shares of one resource.</summary>
    /// <param name="resource">cpu, memory or io.</param>
    public PressureShares(string resource) => Resource = resource;

    /// <summary>cpu, memory or io.</summary>
    public string Resource { get; }

    /// <summary>Time in which at least one task was held up; percent of the interval.</summary>
    public double Some { get; private set; } = double.NaN;

    /// <summary>Time in which all tasks were held up at once; percent of the interval.</summary>
    public double Full { get; private set; } = double.NaN;

    /// <summary>Share of the last 10 s in which at least one task was held up, as the kernel averages it; percent.</summary>
    public double SomeAverage10 { get; private set; } = double.NaN;

    /// <summary>The same over 60 s.</summary>
    public double SomeAverage60 { get; private set; } = double.NaN;

    /// <summary>The same over 300 s.</summary>
    public double SomeAverage300 { get; private set; } = double.NaN;

    /// <summary>Computes the shares between two readings.</summary>
    /// <param name="interval">The interval, for its length.</param>
    /// <param name="earlier">The file at its beginning.</param>
    /// <param name="later">The file at its end.</param>
    public void Update(in SystemInterval interval, PressureStall earlier, PressureStall later)
    {
        bool known = interval.Later.Has(SampleParts.Pressure) && later.IsAvailable;
        SomeAverage10 = known && later.HasSome ? later.Some.Avg10 : double.NaN;
        SomeAverage60 = known && later.HasSome ? later.Some.Avg60 : double.NaN;
        SomeAverage300 = known && later.HasSome ? later.Some.Avg300 : double.NaN;
        bool both = known && interval.Covers(SampleParts.Pressure) && earlier.IsAvailable;
        double scale = both ? PercentPerMicrosecondOfSecond / interval.Seconds : double.NaN;
        Some = later.HasSome ? Counter.Growth(earlier.Some.TotalMicroseconds, later.Some.TotalMicroseconds) * scale : double.NaN;
        Full = later.Full is { } full ? Counter.Growth(earlier.Full?.TotalMicroseconds ?? 0, full.TotalMicroseconds) * scale : double.NaN;
    }
}

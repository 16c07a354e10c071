using Sonde.Metrics.Sampling;

namespace Sonde.Metrics.Rates;

/// <summary>How long the machine has been up and how loaded it is, as uptime shows it. What could not be read is NaN.</summary>
public sealed class LoadFigures
{
    /// <summary>Time since boot in seconds, suspended time included.</summary>
    public double UptimeSeconds { get; private set; } = double.NaN;

    /// <summary>Logged-in users; NaN where the machine keeps no such records.</summary>
    public double Users { get; set; } = double.NaN;

    /// <summary>Load average of one minute.</summary>
    public double OneMinute { get; private set; } = double.NaN;

    /// <summary>Load average of five minutes.</summary>
    public double FiveMinutes { get; private set; } = double.NaN;

    /// <summary>Load average of fifteen minutes.</summary>
    public double FifteenMinutes { get; private set; } = double.NaN;

    /// <summary>Threads that run or wait for a CPU at this instant.</summary>
    public double RunnableThreads { get; private set; } = double.NaN;

    /// <summary>Threads that exist.</summary>
    public double TotalThreads { get; private set; } = double.NaN;

    /// <summary>Takes the figures from <paramref name="sample"/>.</summary>
    public void Update(SystemSample sample)
    {
        bool known = sample.Has(SampleParts.Load) && sample.Load.IsAvailable;
        UptimeSeconds = sample.SinceBoot > TimeSpan.Zero ? sample.SinceBoot.TotalSeconds : double.NaN;
        OneMinute = known ? sample.Load.OneMinute : double.NaN;
        FiveMinutes = known ? sample.Load.FiveMinutes : double.NaN;
        FifteenMinutes = known ? sample.Load.FifteenMinutes : double.NaN;
        RunnableThreads = known ? sample.Load.RunnableThreads : double.NaN;
        TotalThreads = known ? sample.Load.TotalThreads : double.NaN;
    }
}

namespace Sonde.Proc.Pressure;

/// <summary>One line of a pressure file.</summary>
/// <param name="Avg10">Share of the last 10 s that was lost, in percent; the kernel updates it every 2 s.</param>
/// <param name="Avg60">Share of the last 60 s that was lost, in percent.</param>
/// <param name="Avg300">Share of the last 300 s that was lost, in percent.</param>
/// <param name="TotalMicroseconds">Time lost since boot, or since the cgroup was made, in microseconds; only grows, and is exact where the averages lag.</param>
public readonly record struct PressureLine(double Avg10, double Avg60, double Avg300, ulong TotalMicroseconds)
{
    /// <summary>Time lost since boot, or since the cgroup was made.</summary>
    public TimeSpan Total => new((long)Math.Min(TotalMicroseconds, long.MaxValue / TimeSpan.TicksPerMicrosecond) * TimeSpan.TicksPerMicrosecond);
}

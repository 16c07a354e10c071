using Sonde.Metrics.Sampling;
using Sonde.Proc.Network;

namespace Sonde.Metrics.Rates;

/// <summary>What all CPUs together did with received packets, per second. Source: /proc/net/softnet_stat, whose numbers have 32 bits.</summary>
public sealed class SoftnetRates
{
    /// <summary>Packets taken from devices and backlogs.</summary>
    public double ProcessedPerSecond { get; private set; } = double.NaN;

    /// <summary>Packets dropped because a CPU's backlog was full.</summary>
    public double DroppedPerSecond { get; private set; } = double.NaN;

    /// <summary>Times per second that the receive loop ended with work left.</summary>
    public double SqueezedPerSecond { get; private set; } = double.NaN;

    /// <summary>Packets per second dropped by the flow limit.</summary>
    public double FlowLimitPerSecond { get; private set; } = double.NaN;

    /// <summary>Computes the rates of <paramref name="interval"/>. A CPU that came online inside it counts from zero.</summary>
    public void Update(in SystemInterval interval)
    {
        SoftnetStatistics earlier = interval.Earlier.Softnet;
        SoftnetStatistics later = interval.Later.Softnet;
        bool known = interval.Covers(SampleParts.Softnet) && earlier.IsAvailable && later.IsAvailable;
        double seconds = known ? interval.Seconds : double.NaN;
        double processed = 0;
        double dropped = 0;
        double squeezed = 0;
        double limited = 0;
        foreach (ref readonly SoftnetCounters cpu in later.Cpus)
        {
            SoftnetCounters before = interval.IsSinceBoot ? default : Find(earlier.Cpus, cpu.Cpu);
            processed += Counter.Growth32(before.Processed, cpu.Processed);
            dropped += Counter.Growth32(before.Dropped, cpu.Dropped);
            squeezed += Counter.Growth32(before.TimeSqueezed, cpu.TimeSqueezed);
            limited += Counter.Growth32(before.FlowLimit, cpu.FlowLimit);
        }

        ProcessedPerSecond = processed / seconds;
        DroppedPerSecond = dropped / seconds;
        SqueezedPerSecond = squeezed / seconds;
        FlowLimitPerSecond = limited / seconds;
    }

    private static SoftnetCounters Find(ReadOnlySpan<SoftnetCounters> cpus, int cpu)
    {
        foreach (ref readonly SoftnetCounters candidate in cpus)
        {
            if (candidate.Cpu == cpu)
                return candidate;
        }

        return default;
    }
}

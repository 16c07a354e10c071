using Sonde.Metrics.Sampling;
using Sonde.Proc.Cpu;

namespace Sonde.Metrics.Rates;

/// <summary>Interrupts, context switches, forks and runnable tasks of the whole machine. Source: /proc/stat. Reused from interval to interval.</summary>
public sealed class SystemRates
{
    /// <summary>Threads that run or wait for a CPU at the end of the interval, Sonde included: vmstat r.</summary>
    public double Running { get; private set; } = double.NaN;

    /// <summary>Threads that wait for block I/O at the end of the interval: vmstat b.</summary>
    public double Blocked { get; private set; } = double.NaN;

    /// <summary>Interrupts per second, of all kinds: vmstat in.</summary>
    public double InterruptsPerSecond { get; private set; } = double.NaN;

    /// <summary>Soft interrupts per second.</summary>
    public double SoftInterruptsPerSecond { get; private set; } = double.NaN;

    /// <summary>Context switches per second: vmstat cs.</summary>
    public double ContextSwitchesPerSecond { get; private set; } = double.NaN;

    /// <summary>Processes and threads created per second.</summary>
    public double ForksPerSecond { get; private set; } = double.NaN;

    /// <summary>Computes the rates of <paramref name="interval"/>.</summary>
    public void Update(in SystemInterval interval)
    {
        ProcStat earlier = interval.Earlier.Cpu;
        ProcStat later = interval.Later.Cpu;
        bool known = interval.Later.Has(SampleParts.Cpu) && later.IsAvailable;
        Running = known ? later.ProcessesRunning : double.NaN;
        Blocked = known ? later.ProcessesBlocked : double.NaN;
        double seconds = known && interval.Covers(SampleParts.Cpu) && earlier.IsAvailable ? interval.Seconds : double.NaN;
        InterruptsPerSecond = Counter.Growth(earlier.Interrupts, later.Interrupts) / seconds;
        ContextSwitchesPerSecond = Counter.Growth(earlier.ContextSwitches, later.ContextSwitches) / seconds;
        ForksPerSecond = Counter.Growth(earlier.Forks, later.Forks) / seconds;
        SoftInterruptsPerSecond = later.HasSoftInterrupts ? Counter.Growth(earlier.SoftInterrupts, later.SoftInterrupts) / seconds : double.NaN;
    }
}

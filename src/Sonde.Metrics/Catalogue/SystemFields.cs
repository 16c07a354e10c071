using Sonde.Metrics.Rates;

namespace Sonde.Metrics.Catalogue;

/// <summary>The fields of the whole machine that vmstat shows, from /proc/stat (fs/proc/stat.c).</summary>
public static class SystemFields
{
    /// <summary>vmstat r.</summary>
    public static readonly NumberField<SystemRates> Running =
        new("threads_running", "", FieldKind.Gauge, Source + " procs_running", "procs_running", "threads that run or wait for a CPU, Sonde included; more than CPUs is saturation", static r => r.Running);

    /// <summary>vmstat b.</summary>
    public static readonly NumberField<SystemRates> Blocked =
        new("threads_blocked", "", FieldKind.Gauge, Source + " procs_blocked", "procs_blocked", "threads that wait for block I/O; not all that are in uninterruptible sleep", static r => r.Blocked);

    /// <summary>vmstat in, mpstat -I SUM.</summary>
    public static readonly NumberField<SystemRates> Interrupts =
        new("interrupts_per_second", "1/s", FieldKind.Rate, Source + " intr", "Δintr / T", "interrupts of all kinds served", static r => r.InterruptsPerSecond);

    /// <summary>Soft interrupts.</summary>
    public static readonly NumberField<SystemRates> SoftInterrupts =
        new("soft_interrupts_per_second", "1/s", FieldKind.Rate, Source + " softirq", "Δsoftirq / T", "soft interrupts of all kinds served", static r => r.SoftInterruptsPerSecond);

    /// <summary>vmstat cs.</summary>
    public static readonly NumberField<SystemRates> ContextSwitches =
        new("context_switches_per_second", "1/s", FieldKind.Rate, Source + " ctxt", "Δctxt / T", "times that a CPU went over to another thread", static r => r.ContextSwitchesPerSecond);

    /// <summary>Forks.</summary>
    public static readonly NumberField<SystemRates> Forks =
        new("forks_per_second", "1/s", FieldKind.Rate, Source + " processes", "Δprocesses / T", "processes and threads created", static r => r.ForksPerSecond);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All =>
    [
        Running, Blocked, Interrupts, SoftInterrupts, ContextSwitches, Forks,
    ];

    private const string Source = "/proc/stat";
}

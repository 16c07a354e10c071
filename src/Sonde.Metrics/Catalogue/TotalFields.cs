using Sonde.Metrics.Sampling;

namespace Sonde.Metrics.Catalogue;

/// <summary>The counters since boot that vmstat -s and -f show as they are.</summary>
public static class TotalFields
{
    /// <summary>vmstat -s, user cpu ticks.</summary>
    public static readonly NumberField<SystemSample> UserTicks =
        new("cpu_user_ticks", "ticks", FieldKind.Total, "/proc/stat cpu user", "user", "time since boot in user code at normal priority, guests included, all CPUs, in 10 ms", static r => r.Cpu.Total.User);

    /// <summary>vmstat -s, nice cpu ticks.</summary>
    public static readonly NumberField<SystemSample> NiceTicks =
        new("cpu_nice_ticks", "ticks", FieldKind.Total, "/proc/stat cpu nice", "nice", "time since boot in user code at lowered priority, guests included, all CPUs, in 10 ms", static r => r.Cpu.Total.Nice);

    /// <summary>vmstat -s, system cpu ticks.</summary>
    public static readonly NumberField<SystemSample> SystemTicks =
        new("cpu_system_ticks", "ticks", FieldKind.Total, "/proc/stat cpu system", "system", "time since boot in the kernel, interrupts not included, all CPUs, in 10 ms", static r => r.Cpu.Total.System);

    /// <summary>vmstat -s, idle cpu ticks.</summary>
    public static readonly NumberField<SystemSample> IdleTicks =
        new("cpu_idle_ticks", "ticks", FieldKind.Total, "/proc/stat cpu idle", "idle", "time since boot in nothing to run, all CPUs, in 10 ms", static r => r.Cpu.Total.Idle);

    /// <summary>vmstat -s, iowait cpu ticks.</summary>
    public static readonly NumberField<SystemSample> IoWaitTicks =
        new("cpu_iowait_ticks", "ticks", FieldKind.Total, "/proc/stat cpu iowait", "iowait", "time since boot in idle with a block request outstanding, all CPUs, in 10 ms", static r => r.Cpu.Total.IoWait);

    /// <summary>vmstat -s, irq cpu ticks.</summary>
    public static readonly NumberField<SystemSample> IrqTicks =
        new("cpu_irq_ticks", "ticks", FieldKind.Total, "/proc/stat cpu irq", "irq", "time since boot in hard interrupts, all CPUs, in 10 ms", static r => r.Cpu.Total.Irq);

    /// <summary>vmstat -s, softirq cpu ticks.</summary>
    public static readonly NumberField<SystemSample> SoftIrqTicks =
        new("cpu_softirq_ticks", "ticks", FieldKind.Total, "/proc/stat cpu softirq", "softirq", "time since boot in soft interrupts, all CPUs, in 10 ms", static r => r.Cpu.Total.SoftIrq);

    /// <summary>vmstat -s, steal cpu ticks.</summary>
    public static readonly NumberField<SystemSample> StealTicks =
        new("cpu_steal_ticks", "ticks", FieldKind.Total, "/proc/stat cpu steal", "steal", "time since boot in wanting to run while the hypervisor ran others, all CPUs, in 10 ms", static r => r.Cpu.Total.Steal);

    /// <summary>vmstat -s, guest cpu ticks.</summary>
    public static readonly NumberField<SystemSample> GuestTicks =
        new("cpu_guest_ticks", "ticks", FieldKind.Total, "/proc/stat cpu guest", "guest", "time since boot in virtual machines; part of user, all CPUs, in 10 ms", static r => r.Cpu.Total.Guest);

    /// <summary>vmstat -s, guest_nice cpu ticks.</summary>
    public static readonly NumberField<SystemSample> GuestNiceTicks =
        new("cpu_guest_nice_ticks", "ticks", FieldKind.Total, "/proc/stat cpu guest_nice", "guest_nice", "time since boot in virtual machines at lowered priority; part of nice, all CPUs, in 10 ms", static r => r.Cpu.Total.GuestNice);

    /// <summary>vmstat -s, K paged in.</summary>
    public static readonly NumberField<SystemSample> PagedIn =
        new("paged_in_kibibytes", "KiB", FieldKind.Total, "/proc/vmstat pgpgin", "pgpgin", "read from block devices since boot", static r => r.VirtualMemory.KibibytesPagedIn ?? double.NaN);

    /// <summary>vmstat -s, K paged out.</summary>
    public static readonly NumberField<SystemSample> PagedOut =
        new("paged_out_kibibytes", "KiB", FieldKind.Total, "/proc/vmstat pgpgout", "pgpgout", "written to block devices since boot", static r => r.VirtualMemory.KibibytesPagedOut ?? double.NaN);

    /// <summary>vmstat -s, pages swapped in.</summary>
    public static readonly NumberField<SystemSample> SwappedIn =
        new("swapped_in_pages", "pages", FieldKind.Total, "/proc/vmstat pswpin", "pswpin", "read from swap since boot", static r => r.VirtualMemory.PagesSwappedIn ?? double.NaN);

    /// <summary>vmstat -s, pages swapped out.</summary>
    public static readonly NumberField<SystemSample> SwappedOut =
        new("swapped_out_pages", "pages", FieldKind.Total, "/proc/vmstat pswpout", "pswpout", "written to swap since boot", static r => r.VirtualMemory.PagesSwappedOut ?? double.NaN);

    /// <summary>vmstat -s, interrupts.</summary>
    public static readonly NumberField<SystemSample> Interrupts =
        new("interrupts", "", FieldKind.Total, "/proc/stat intr", "intr", "interrupts served since boot", static r => r.Cpu.Interrupts);

    /// <summary>vmstat -s, CPU context switches.</summary>
    public static readonly NumberField<SystemSample> ContextSwitches =
        new("context_switches", "", FieldKind.Total, "/proc/stat ctxt", "ctxt", "context switches since boot", static r => r.Cpu.ContextSwitches);

    /// <summary>vmstat -s, boot time.</summary>
    public static readonly NumberField<SystemSample> BootTime =
        new("boot_time_seconds", "s", FieldKind.Total, "/proc/stat btime", "btime", "when the machine booted, in seconds since 1970", static r => r.Cpu.BootTimeSeconds);

    /// <summary>vmstat -f.</summary>
    public static readonly NumberField<SystemSample> Forks =
        new("forks", "", FieldKind.Total, "/proc/stat processes", "processes", "processes and threads created since boot", static r => r.Cpu.Forks);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All =>
    [
        UserTicks, NiceTicks, SystemTicks, IdleTicks, IoWaitTicks, IrqTicks, SoftIrqTicks, StealTicks, GuestTicks, GuestNiceTicks, PagedIn,
        PagedOut, SwappedIn, SwappedOut, Interrupts, ContextSwitches, BootTime, Forks,
    ];
}

using Sonde.Metrics.Rates;

namespace Sonde.Metrics.Catalogue;

/// <summary>The fields of a CPU's time, from /proc/stat (fs/proc/stat.c), in the base that mpstat uses: the CPU's own ticks.</summary>
public static class CpuFields
{
    private const string Source = "/proc/stat cpuN";
    private const string Base = "100 · Δ{0} / Δ(user+nice+system+idle+iowait+irq+softirq+steal)";

    /// <summary>Which CPU a row is; "all" for their sum.</summary>
    public static readonly TextField<CpuShares> Cpu =
        new("cpu", Source, "the CPU's number, or all", static r => r.Cpu < 0 ? "all" : CpuNames.Of(r.Cpu));

    /// <summary>mpstat -N NODE.</summary>
    public static readonly TextField<CpuShares> Node =
        new("node", "/sys/devices/system/node", "the NUMA node whose CPUs a row sums up, or all", static r => r.Cpu < 0 ? "all" : CpuNames.Of(r.Cpu));

    /// <summary>mpstat %usr.</summary>
    public static readonly NumberField<CpuShares> User =
        Share("cpu_user_percent", "(user-guest)", "time in user code at normal priority, virtual machines not included", static r => r.User);

    /// <summary>mpstat %nice.</summary>
    public static readonly NumberField<CpuShares> Nice =
        Share("cpu_nice_percent", "(nice-guest_nice)", "time in user code at lowered priority", static r => r.Nice);

    /// <summary>mpstat %sys.</summary>
    public static readonly NumberField<CpuShares> System =
        Share("cpu_system_percent", "system", "time in the kernel, interrupts not included", static r => r.System);

    /// <summary>mpstat %iowait.</summary>
    public static readonly NumberField<CpuShares> IoWait =
        Share("cpu_iowait_percent", "iowait", "idle while a block request of a task that last ran here was outstanding; it is idle time, and proves no bottleneck", static r => r.IoWait);

    /// <summary>mpstat %irq.</summary>
    public static readonly NumberField<CpuShares> Irq =
        Share("cpu_irq_percent", "irq", "time in hard interrupts; near 0 where the kernel lacks IRQ_TIME_ACCOUNTING", static r => r.Irq);

    /// <summary>mpstat %soft.</summary>
    public static readonly NumberField<CpuShares> SoftIrq =
        Share("cpu_softirq_percent", "softirq", "time in soft interrupts: network, timers, block completion, RCU", static r => r.SoftIrq);

    /// <summary>mpstat %steal.</summary>
    public static readonly NumberField<CpuShares> Steal =
        Share("cpu_steal_percent", "steal", "time that the hypervisor gave to others while this CPU wanted to run", static r => r.Steal);

    /// <summary>mpstat %guest.</summary>
    public static readonly NumberField<CpuShares> Guest =
        Share("cpu_guest_percent", "guest", "time in virtual machines that this host runs", static r => r.Guest);

    /// <summary>mpstat %gnice.</summary>
    public static readonly NumberField<CpuShares> GuestNice =
        Share("cpu_guest_nice_percent", "guest_nice", "time in virtual machines at lowered priority", static r => r.GuestNice);

    /// <summary>mpstat %idle.</summary>
    public static readonly NumberField<CpuShares> Idle =
        Share("cpu_idle_percent", "idle", "idle with no block request outstanding", static r => r.Idle);

    /// <summary>Neither idle nor waiting.</summary>
    public static readonly NumberField<CpuShares> Busy =
        Share("cpu_busy_percent", "(all but idle and iowait)", "time that the CPU worked, or would have without the hypervisor", static r => r.Busy);

    /// <summary>iostat %user.</summary>
    public static readonly NumberField<CpuShares> UserAndGuest =
        Share("cpu_user_guest_percent", "user", "time in user code at normal priority, virtual machines included", static r => r.UserAndGuest);

    /// <summary>iostat %nice.</summary>
    public static readonly NumberField<CpuShares> NiceAndGuestNice =
        Share("cpu_nice_guest_percent", "nice", "time in user code at lowered priority, virtual machines included", static r => r.NiceAndGuestNice);

    /// <summary>vmstat us.</summary>
    public static readonly NumberField<CpuShares> UserAndNice =
        Share("cpu_user_nice_percent", "(user+nice-guest-guest_nice)", "time in user code at any priority, virtual machines not included", static r => r.UserAndNice);

    /// <summary>iostat %system, vmstat sy.</summary>
    public static readonly NumberField<CpuShares> SystemAndInterrupts =
        Share("cpu_system_interrupt_percent", "(system+irq+softirq)", "time in the kernel, interrupts included", static r => r.SystemAndInterrupts);

    /// <summary>vmstat gu.</summary>
    public static readonly NumberField<CpuShares> AllGuests =
        Share("cpu_guests_percent", "(guest+guest_nice)", "time in virtual machines at any priority", static r => r.AllGuests);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All =>
    [
        Cpu, Node, User, Nice, System, IoWait, Irq, SoftIrq, Steal, Guest, GuestNice, Idle, Busy,
        UserAndGuest, NiceAndGuestNice, UserAndNice, SystemAndInterrupts, AllGuests,
    ];

    private static NumberField<CpuShares> Share(string id, string names, string meaning, Func<CpuShares, double> read) =>
        new(id, "%", FieldKind.Share, Source, Base.Replace("{0}", names, StringComparison.Ordinal), meaning, read);
}

using Sonde.Proc.Cpu;

namespace Sonde.Metrics.Rates;

/// <summary>
/// How one CPU, or all of them, spent an interval, in percent of its own ticks (not of the clock: a CPU's ticks are the exact base).
/// Guest time is part of user time in the kernel's counters and is taken out of it here, so that it counts once.
/// </summary>
public sealed class CpuShares
{
    /// <summary>The CPU's number, or the node's; -1 for all of them.</summary>
    public int Cpu { get; init; }

    /// <summary>True where the CPU was online in both samples, so that its shares are known.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Time in user code at normal priority, without guests; percent.</summary>
    public double User { get; private set; }

    /// <summary>Time in user code at lowered priority, without guests; percent.</summary>
    public double Nice { get; private set; }

    /// <summary>Time in the kernel, interrupts not included; percent.</summary>
    public double System { get; private set; }

    /// <summary>Idle while a block request that a task of this CPU waits for was outstanding; percent.</summary>
    public double IoWait { get; private set; }

    /// <summary>Time in hard interrupts; percent. Near 0 where the kernel lacks IRQ_TIME_ACCOUNTING.</summary>
    public double Irq { get; private set; }

    /// <summary>Time in soft interrupts; percent.</summary>
    public double SoftIrq { get; private set; }

    /// <summary>Time that the hypervisor gave to others while this CPU wanted to run; percent.</summary>
    public double Steal { get; private set; }

    /// <summary>Time in virtual machines at normal priority; percent.</summary>
    public double Guest { get; private set; }

    /// <summary>Time in virtual machines at lowered priority; percent.</summary>
    public double GuestNice { get; private set; }

    /// <summary>Idle with nothing outstanding; percent.</summary>
    public double Idle { get; private set; }

    /// <summary>Neither idle nor waiting for I/O: what the CPU worked, stolen time included; percent.</summary>
    public double Busy => IsKnown ? 100 - Idle - IoWait : double.NaN;

    /// <summary>Time in user code at normal priority, guests included: iostat's %user; percent.</summary>
    public double UserAndGuest => User + Guest;

    /// <summary>Time in user code at lowered priority, guests included: iostat's %nice; percent.</summary>
    public double NiceAndGuestNice => Nice + GuestNice;

    /// <summary>Time in user code at any priority, without guests: vmstat's us; percent.</summary>
    public double UserAndNice => User + Nice;

    /// <summary>Time in the kernel, interrupts included: iostat's %system and vmstat's sy; percent.</summary>
    public double SystemAndInterrupts => System + Irq + SoftIrq;

    /// <summary>Time in virtual machines at any priority: vmstat's gu; percent.</summary>
    public double AllGuests => Guest + GuestNice;

    /// <summary>Sets the shares from tick growth; all ticks zero means an idle tickless CPU.</summary>
    internal void Set(in CpuTicks growth)
    {
        IsKnown = true;
        double total = growth.Total;
        if (total == 0)
        {
            User = Nice = System = IoWait = Irq = SoftIrq = Steal = Guest = GuestNice = 0;
            Idle = 100;
            return;
        }

        User = Counter.Growth(growth.Guest, growth.User) * 100 / total;
        Nice = Counter.Growth(growth.GuestNice, growth.Nice) * 100 / total;
        System = growth.System * 100 / total;
        IoWait = growth.IoWait * 100 / total;
        Irq = growth.Irq * 100 / total;
        SoftIrq = growth.SoftIrq * 100 / total;
        Steal = growth.Steal * 100 / total;
        Guest = growth.Guest * 100 / total;
        GuestNice = growth.GuestNice * 100 / total;
        Idle = growth.Idle * 100 / total;
    }

    /// <summary>Marks the CPU as not measured: offline in one of the samples.</summary>
    internal void SetUnknown()
    {
        IsKnown = false;
        User = Nice = System = IoWait = Irq = SoftIrq = Steal = Guest = GuestNice = Idle = double.NaN;
    }
}

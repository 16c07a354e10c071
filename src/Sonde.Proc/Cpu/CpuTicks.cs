namespace Sonde.Proc.Cpu;

/// <summary>
/// How long a CPU, or all of them, spent in each state since boot, in ticks of USER_HZ (1/100 s). Columns that an old kernel does not
/// print are 0. Idle and iowait may run backwards (NO_HZ re-accounting), and restart when a CPU comes back online. Source: /proc/stat, proc_stat(5).
/// </summary>
/// <param name="User">Running user code at normal priority, guests included.</param>
/// <param name="Nice">Running user code of processes with a positive nice value, guests included.</param>
/// <param name="System">Running the kernel on behalf of processes, interrupts not included.</param>
/// <param name="Idle">Nothing to run.</param>
/// <param name="IoWait">Idle with a block I/O outstanding that a task waits for; an approximation, unreliable for a single CPU.</param>
/// <param name="Irq">Serving interrupts; near 0 on kernels without IRQ_TIME_ACCOUNTING.</param>
/// <param name="SoftIrq">Serving soft interrupts.</param>
/// <param name="Steal">Runnable while the hypervisor ran somebody else.</param>
/// <param name="Guest">Running a guest's CPU; also contained in <paramref name="User"/>.</param>
/// <param name="GuestNice">Running a niced guest's CPU; also contained in <paramref name="Nice"/>.</param>
public readonly record struct CpuTicks(
    ulong User,
    ulong Nice,
    ulong System,
    ulong Idle,
    ulong IoWait,
    ulong Irq,
    ulong SoftIrq,
    ulong Steal,
    ulong Guest,
    ulong GuestNice)
{
    /// <summary>All states together; guests count once, as they are part of user and nice.</summary>
    public ulong Total => User + Nice + System + Idle + IoWait + Irq + SoftIrq + Steal;

    /// <summary>Reads the columns that follow the label of a cpu line.</summary>
    /// <exception cref="KernelTextException">There are fewer than four columns, or one is not a number.</exception>
    internal static CpuTicks Read(ref TextScanner columns)
    {
        ulong user = columns.ReadUInt64("the user column of a cpu line");
        ulong nice = columns.ReadUInt64("the nice column of a cpu line");
        ulong system = columns.ReadUInt64("the system column of a cpu line");
        ulong idle = columns.ReadUInt64("the idle column of a cpu line");
        return new CpuTicks(
            user, nice, system, idle, Later(ref columns), Later(ref columns), Later(ref columns), Later(ref columns), Later(ref columns), Later(ref columns));
    }

    // Columns were added over the years: iowait, irq, softirq in 2.5, steal in 2.6.11, guest in 2.6.24, guest_nice in 2.6.33.
    private static ulong Later(ref TextScanner columns) => columns.IsAtEnd ? 0 : columns.ReadUInt64("a column of a cpu line");
}

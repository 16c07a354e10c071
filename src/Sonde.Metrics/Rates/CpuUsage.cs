using Sonde.Metrics.Sampling;
using Sonde.Proc.Cpu;

namespace Sonde.Metrics.Rates;

/// <summary>
/// The shares of all CPUs over an interval. Source: /proc/stat, fs/proc/stat.c. The sum is taken over the CPUs' own lines, so that a CPU that
/// comes or goes does not distort it. Reused from interval to interval.
/// </summary>
public sealed class CpuUsage
{
    /// <summary>A drop larger than this, in ticks, is no re-accounting: of idle time, the CPU went offline and came back.</summary>
    private const ulong LargestReaccountedTicks = 1000;

    private readonly List<CpuShares> _cpus = [];
    private readonly List<CpuTicks> _growths = [];

    /// <summary>All CPUs together.</summary>
    public CpuShares All { get; } = new() { Cpu = -1 };

    /// <summary>Each CPU under its number; one that was offline in a sample is not <see cref="CpuShares.IsKnown"/>.</summary>
    public IReadOnlyList<CpuShares> Cpus => _cpus;

    /// <summary>CPUs that were online at the end of the interval.</summary>
    public int OnlineCount { get; private set; }

    /// <summary>Computes the shares of <paramref name="interval"/>.</summary>
    public void Update(in SystemInterval interval)
    {
        ProcStat earlier = interval.Earlier.Cpu;
        ProcStat later = interval.Later.Cpu;
        OnlineCount = interval.Later.Has(SampleParts.Cpu) && later.IsAvailable ? later.OnlineCount : 0;
        if (!interval.Covers(SampleParts.Cpu) || !later.IsAvailable || !earlier.IsAvailable || !interval.CanSubtract)
        {
            All.SetUnknown();
            _cpus.Clear();
            _growths.Clear();
            return;
        }

        while (_cpus.Count < later.CpuCount)
        {
            _cpus.Add(new CpuShares { Cpu = _cpus.Count });
            _growths.Add(default);
        }

        CpuTicks sum = default;
        bool any = false;
        for (int cpu = 0; cpu < _cpus.Count; cpu++)
        {
            if (cpu >= later.CpuCount || !later.IsOnline(cpu) || !(interval.IsSinceBoot || IsContinued(earlier, later, cpu)))
            {
                _cpus[cpu].SetUnknown();
                continue;
            }

            any = true;
            CpuTicks growth = Growth(interval.IsSinceBoot ? default : earlier.Cpus[cpu], later.Cpus[cpu]);
            _growths[cpu] = growth;
            _cpus[cpu].Set(growth);
            sum = Add(sum, growth);
        }

        if (any)
            All.Set(sum);
        else if (!interval.IsSinceBoot && HasFallen(earlier.Total, later.Total))
            All.SetUnknown();
        else
            All.Set(Growth(earlier.Total, later.Total));
    }

    /// <summary>Sets <paramref name="row"/> to the shares of some CPUs together, such as those of a node; unknown where none of them is known.</summary>
    public void SumOf(IReadOnlyList<int> cpus, CpuShares row)
    {
        CpuTicks sum = default;
        bool any = false;
        for (int i = 0; i < cpus.Count; i++)
        {
            int cpu = cpus[i];
            if (cpu >= _cpus.Count || !_cpus[cpu].IsKnown)
                continue;
            sum = Add(sum, _growths[cpu]);
            any = true;
        }

        if (any)
            row.Set(sum);
        else
            row.SetUnknown();
    }

    private static CpuTicks Growth(in CpuTicks earlier, in CpuTicks later) => new(
        Counter.Growth(earlier.User, later.User),
        Counter.Growth(earlier.Nice, later.Nice),
        Counter.Growth(earlier.System, later.System),
        IdleGrowth(earlier.Idle, later.Idle),
        IdleGrowth(earlier.IoWait, later.IoWait),
        Counter.Growth(earlier.Irq, later.Irq),
        Counter.Growth(earlier.SoftIrq, later.SoftIrq),
        Counter.Growth(earlier.Steal, later.Steal),
        Counter.Growth(earlier.Guest, later.Guest),
        Counter.Growth(earlier.GuestNice, later.GuestNice));

    private static bool IsContinued(ProcStat earlier, ProcStat later, int cpu) =>
        earlier.IsOnline(cpu) && !HasFallen(earlier.Cpus[cpu], later.Cpus[cpu]);

    // Work that was counted stays counted, whatever becomes of the CPU.
    private static bool HasFallen(in CpuTicks earlier, in CpuTicks later) =>
        HasFallen(earlier.User, later.User) || HasFallen(earlier.Nice, later.Nice) || HasFallen(earlier.System, later.System)
        || HasFallen(earlier.Irq, later.Irq) || HasFallen(earlier.SoftIrq, later.SoftIrq);

    private static bool HasFallen(ulong earlier, ulong later) => later < earlier && earlier - later > LargestReaccountedTicks;

    // A CPU that was taken offline and brought back starts its idle counters from zero (drivers/base/cpu.c, kernel/time/tick-sched.c).
    private static ulong IdleGrowth(ulong earlier, ulong later) =>
        HasFallen(earlier, later) ? later : Counter.Growth(earlier, later);

    private static CpuTicks Add(in CpuTicks a, in CpuTicks b) => new(
        a.User + b.User,
        a.Nice + b.Nice,
        a.System + b.System,
        a.Idle + b.Idle,
        a.IoWait + b.IoWait,
        a.Irq + b.Irq,
        a.SoftIrq + b.SoftIrq,
        a.Steal + b.Steal,
        a.Guest + b.Guest,
        a.GuestNice + b.GuestNice);
}

using Sonde.Metrics.Sampling;
using Sonde.Proc.Cpu;

namespace Sonde.Metrics.Rates;

/// <summary>
/// The shares of all CPUs over an interval. Source: /proc/stat, fs/proc/stat.c. The sum is taken over the CPUs' own lines, so that a CPU that
/// comes or goes does not distort it. Reused from interval to interval.
/// </summary>
public sealed class CpuUsage
{
    /// <summary>A drop of idle time larger than this, in ticks, is a CPU that went offline and came back, not re-accounting.</summary>
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
        OnlineCount = 0;
        if (!interval.Covers(SampleParts.Cpu) || !later.IsAvailable || !earlier.IsAvailable)
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
            if (cpu >= later.CpuCount || !later.IsOnline(cpu) || !(interval.IsSinceBoot || earlier.IsOnline(cpu)))
            {
                _cpus[cpu].SetUnknown();
                continue;
            }

            OnlineCount++;
            any = true;
            CpuTicks growth = Growth(interval.IsSinceBoot ? default : earlier.Cpus[cpu], later.Cpus[cpu]);
            _growths[cpu] = growth;
            _cpus[cpu].Set(growth);
            sum = Add(sum, growth);
        }

        if (!any)
            sum = Growth(earlier.Total, later.Total);
        All.Set(sum);
        // A single CPU without a tick is idle; the whole machine without one, and no time between the samples, is one sample and no interval.
        if (sum.Total == 0 && double.IsNaN(interval.Seconds))
        {
            All.SetUnknown();
            foreach (CpuShares cpu in _cpus)
                cpu.SetUnknown();
        }
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

    // A CPU that was taken offline and brought back starts its idle counters from zero (drivers/base/cpu.c, kernel/time/tick-sched.c).
    private static ulong IdleGrowth(ulong earlier, ulong later) =>
        later < earlier && earlier - later > LargestReaccountedTicks ? later : Counter.Growth(earlier, later);

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

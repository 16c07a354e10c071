using Sonde.Metrics.Sampling;
using Sonde.Proc.Memory;

namespace Sonde.Metrics.Rates;

/// <summary>
/// Paging, faults and reclaim over an interval, per second. NaN where this kernel does not count it. Source: /proc/vmstat, mm/vmstat.c.
/// Reused from interval to interval.
/// </summary>
public sealed class VirtualMemoryRates
{
    private double _seconds = double.NaN;
    private bool _sinceBoot;

    /// <summary>KiB read from swap per second: vmstat si.</summary>
    public double SwapInKibibytes { get; private set; } = double.NaN;

    /// <summary>KiB written to swap per second: vmstat so.</summary>
    public double SwapOutKibibytes { get; private set; } = double.NaN;

    /// <summary>KiB read from block devices per second: vmstat bi.</summary>
    public double PagedInKibibytes { get; private set; } = double.NaN;

    /// <summary>KiB written to block devices per second: vmstat bo.</summary>
    public double PagedOutKibibytes { get; private set; } = double.NaN;

    /// <summary>Page faults per second, minor and major.</summary>
    public double Faults { get; private set; } = double.NaN;

    /// <summary>Page faults that had to read from storage, per second.</summary>
    public double MajorFaults { get; private set; } = double.NaN;

    /// <summary>Pages freed per second.</summary>
    public double PagesFreed { get; private set; } = double.NaN;

    /// <summary>Pages that the background reclaimer looked at, per second.</summary>
    public double ScannedByKswapd { get; private set; } = double.NaN;

    /// <summary>Pages that allocating programs themselves had to look at, per second.</summary>
    public double ScannedDirect { get; private set; } = double.NaN;

    /// <summary>Pages reclaimed per second.</summary>
    public double Stolen { get; private set; } = double.NaN;

    /// <summary>Allocations per second that had to reclaim memory themselves.</summary>
    public double AllocationStalls { get; private set; } = double.NaN;

    /// <summary>Allocations per second that had to compact memory themselves.</summary>
    public double CompactionStalls { get; private set; } = double.NaN;

    /// <summary>File pages per second that were needed again soon after reclaim.</summary>
    public double RefaultsFile { get; private set; } = double.NaN;

    /// <summary>Anonymous pages per second that were needed again soon after reclaim.</summary>
    public double RefaultsAnonymous { get; private set; } = double.NaN;

    /// <summary>Processes killed for lack of memory in the interval: a count, not a rate.</summary>
    public double OutOfMemoryKills { get; private set; } = double.NaN;

    /// <summary>Pages allocated on another NUMA node than the one that was asked for, per second.</summary>
    public double NumaMisses { get; private set; } = double.NaN;

    /// <summary>Computes the rates of <paramref name="interval"/>.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="pageKibibytes">The page size of the observed machine in KiB.</param>
    public void Update(in SystemInterval interval, double pageKibibytes = 4)
    {
        VirtualMemoryStatistics earlier = interval.Earlier.VirtualMemory;
        VirtualMemoryStatistics later = interval.Later.VirtualMemory;
        bool known = interval.Covers(SampleParts.VirtualMemory) && earlier.IsAvailable && later.IsAvailable;
        _sinceBoot = interval.IsSinceBoot;
        _seconds = known ? interval.Seconds : double.NaN;
        SwapInKibibytes = Rate(earlier.PagesSwappedIn, later.PagesSwappedIn) * pageKibibytes;
        SwapOutKibibytes = Rate(earlier.PagesSwappedOut, later.PagesSwappedOut) * pageKibibytes;
        PagedInKibibytes = Rate(earlier.KibibytesPagedIn, later.KibibytesPagedIn);
        PagedOutKibibytes = Rate(earlier.KibibytesPagedOut, later.KibibytesPagedOut);
        Faults = Rate(earlier.PageFaults, later.PageFaults);
        MajorFaults = Rate(earlier.MajorPageFaults, later.MajorPageFaults);
        PagesFreed = Rate(earlier.PagesFreed, later.PagesFreed);
        ScannedByKswapd = Rate(earlier.PagesScannedByKswapd, later.PagesScannedByKswapd);
        ScannedDirect = Rate(earlier.PagesScannedDirect, later.PagesScannedDirect);
        Stolen = Rate(earlier.PagesStolenTotal, later.PagesStolenTotal);
        AllocationStalls = Rate(earlier.AllocationStalls, later.AllocationStalls);
        CompactionStalls = Rate(earlier.CompactionStalls, later.CompactionStalls);
        RefaultsFile = Rate(earlier.RefaultsFile, later.RefaultsFile);
        RefaultsAnonymous = Rate(earlier.RefaultsAnon, later.RefaultsAnon);
        NumaMisses = Rate(earlier.NumaMiss, later.NumaMiss);
        OutOfMemoryKills = known ? Growth(earlier.OutOfMemoryKills, later.OutOfMemoryKills) : double.NaN;
    }

    private double Rate(ulong? earlier, ulong? later) => Growth(earlier, later) / _seconds;

    private double Growth(ulong? earlier, ulong? later) => Counter.Growth(_sinceBoot ? 0 : earlier, later);
}

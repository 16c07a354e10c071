namespace Sonde.Proc.Memory;

/// <summary>
/// Paging, reclaim, faults, NUMA and huge-page events since boot, and some gauges in pages. Properties are null where the kernel does not
/// print the field; where names changed between kernels, the property says which are read. Source: /proc/vmstat, mm/vmstat.c.
/// </summary>
public sealed class VirtualMemoryStatistics : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/vmstat";

    private readonly CounterGroup _allocationStalls;
    private readonly CounterGroup _zonesScannedByKswapd;
    private readonly CounterGroup _zonesScannedDirect;
    private readonly CounterGroup _zonesStolenByKswapd;
    private readonly CounterGroup _zonesStolenDirect;

    /// <summary>Creates a snapshot without values.</summary>
    public VirtualMemoryStatistics()
    {
        _allocationStalls = new CounterGroup(Values, "allocstall");
        _zonesScannedByKswapd = new CounterGroup(Values, "pgscan_kswapd");
        _zonesScannedDirect = new CounterGroup(Values, "pgscan_direct", except: "pgscan_direct_throttle");
        _zonesStolenByKswapd = new CounterGroup(Values, "pgsteal_kswapd");
        _zonesStolenDirect = new CounterGroup(Values, "pgsteal_direct");
    }

    /// <summary>Every field under the kernel's name: events since boot, and gauges (nr_...) in pages.</summary>
    public NamedCounters Values { get; } = new();

    /// <summary>Pages read from swap.</summary>
    public ulong? PagesSwappedIn => Values["pswpin"];

    /// <summary>Pages written to swap.</summary>
    public ulong? PagesSwappedOut => Values["pswpout"];

    /// <summary>Read from block devices, in KiB (not pages).</summary>
    public ulong? KibibytesPagedIn => Values["pgpgin"];

    /// <summary>Written to block devices, in KiB (not pages).</summary>
    public ulong? KibibytesPagedOut => Values["pgpgout"];

    /// <summary>Page faults, minor and major.</summary>
    public ulong? PageFaults => Values["pgfault"];

    /// <summary>Page faults that had to wait for I/O.</summary>
    public ulong? MajorPageFaults => Values["pgmajfault"];

    /// <summary>Pages freed.</summary>
    public ulong? PagesFreed => Values["pgfree"];

    /// <summary>Pages that the background reclaimer looked at; before Linux 4.8 the sum over zones.</summary>
    public ulong? PagesScannedByKswapd => _zonesScannedByKswapd.Sum;

    /// <summary>Pages that allocating programs themselves had to look at; before Linux 4.8 the sum over zones.</summary>
    public ulong? PagesScannedDirect => _zonesScannedDirect.Sum;

    /// <summary>
    /// Pages reclaimed, by whomever: pgsteal_anon and pgsteal_file, which count each page once (Linux 5.8); before, the sum of the reclaimers.
    /// </summary>
    public ulong? PagesStolenTotal => Add(Values["pgsteal_anon"], Values["pgsteal_file"]) ?? Add(_zonesStolenByKswapd.Sum, _zonesStolenDirect.Sum);

    /// <summary>How often an allocation had to reclaim memory itself: allocstall_* of all zones; allocstall before Linux 4.10.</summary>
    public ulong? AllocationStalls => _allocationStalls.Sum;

    /// <summary>How often an allocation had to compact memory itself.</summary>
    public ulong? CompactionStalls => Values["compact_stall"];

    /// <summary>Processes killed for lack of memory, those of memory cgroups included. Linux 4.13.</summary>
    public ulong? OutOfMemoryKills => Values["oom_kill"];

    /// <summary>File pages that were needed again soon after reclaim; workingset_refault before Linux 5.9.</summary>
    public ulong? RefaultsFile => Values["workingset_refault_file"] ?? Values["workingset_refault"];

    /// <summary>Anonymous pages that were needed again soon after reclaim. Linux 5.9.</summary>
    public ulong? RefaultsAnon => Values["workingset_refault_anon"];

    /// <summary>Pages allocated on the node that was asked for. Absent on kernels without NUMA.</summary>
    public ulong? NumaHit => Values["numa_hit"];

    /// <summary>Pages allocated on a node although another was asked for.</summary>
    public ulong? NumaMiss => Values["numa_miss"];

    /// <summary>Pages asked for on a node but allocated on another.</summary>
    public ulong? NumaForeign => Values["numa_foreign"];

    /// <summary>Pages allocated on the node of the CPU that asked.</summary>
    public ulong? NumaLocal => Values["numa_local"];

    /// <summary>Pages allocated on another node than that of the CPU that asked.</summary>
    public ulong? NumaOther => Values["numa_other"];

    /// <summary>Page faults answered with a transparent huge page.</summary>
    public ulong? ThpFaultAllocations => Values["thp_fault_alloc"];

    /// <summary>Page faults for which no huge page could be had.</summary>
    public ulong? ThpFaultFallbacks => Values["thp_fault_fallback"];

    /// <summary>Pages that wait to be written back, now.</summary>
    public ulong? DirtyPages => Values["nr_dirty"];

    /// <summary>Pages that are being written back, now.</summary>
    public ulong? WritebackPages => Values["nr_writeback"];

    /// <summary>Dirty pages from which on writers are made to wait (vm.dirty_ratio), now.</summary>
    public ulong? DirtyThreshold => Values["nr_dirty_threshold"];

    /// <summary>Dirty pages from which on the kernel writes back on its own (vm.dirty_background_ratio), now.</summary>
    public ulong? DirtyBackgroundThreshold => Values["nr_dirty_background_threshold"];

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        Values.Begin();
        bool any = false;
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!words.TryReadWord(out ReadOnlySpan<byte> name) || !words.TryReadUInt64(out ulong value))
                continue;
            Values.Set(name, value);
            any = true;
        }

        if (!any)
            throw new KernelTextException("it has no line of a name and a number");
    }

    private static ulong? Add(ulong? first, ulong? second) => first is null && second is null ? null : (first ?? 0) + (second ?? 0);
}

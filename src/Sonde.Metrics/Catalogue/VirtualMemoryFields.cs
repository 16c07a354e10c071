using Sonde.Metrics.Rates;

namespace Sonde.Metrics.Catalogue;

/// <summary>The fields of paging and reclaim, from /proc/vmstat (mm/vmstat.c).</summary>
public static class VirtualMemoryFields
{
    /// <summary>vmstat si.</summary>
    public static readonly NumberField<VirtualMemoryRates> SwapIn =
        new("swap_in_kibibytes_per_second", "KiB/s", FieldKind.Rate, Source + " pswpin", "Δpswpin · page size / T", "read from swap; more than a trickle means that memory is short", static r => r.SwapInKibibytes);

    /// <summary>vmstat so.</summary>
    public static readonly NumberField<VirtualMemoryRates> SwapOut =
        new("swap_out_kibibytes_per_second", "KiB/s", FieldKind.Rate, Source + " pswpout", "Δpswpout · page size / T", "written to swap", static r => r.SwapOutKibibytes);

    /// <summary>vmstat bi.</summary>
    public static readonly NumberField<VirtualMemoryRates> PagedIn =
        new("paged_in_kibibytes_per_second", "KiB/s", FieldKind.Rate, Source + " pgpgin", "Δpgpgin / T", "read from block devices; the kernel counts KiB here, not pages or blocks", static r => r.PagedInKibibytes);

    /// <summary>vmstat bo.</summary>
    public static readonly NumberField<VirtualMemoryRates> PagedOut =
        new("paged_out_kibibytes_per_second", "KiB/s", FieldKind.Rate, Source + " pgpgout", "Δpgpgout / T", "written to block devices; the kernel counts KiB here, not pages or blocks", static r => r.PagedOutKibibytes);

    /// <summary>Page faults.</summary>
    public static readonly NumberField<VirtualMemoryRates> Faults =
        new("page_faults_per_second", "1/s", FieldKind.Rate, Source + " pgfault", "Δ(pgfault) / T", "page faults, minor and major", static r => r.Faults);

    /// <summary>Major page faults.</summary>
    public static readonly NumberField<VirtualMemoryRates> MajorFaults =
        new("major_page_faults_per_second", "1/s", FieldKind.Rate, Source + " pgmajfault", "Δ(pgmajfault) / T", "page faults that had to read from storage", static r => r.MajorFaults);

    /// <summary>Pages freed.</summary>
    public static readonly NumberField<VirtualMemoryRates> PagesFreed =
        new("pages_freed_per_second", "pages/s", FieldKind.Rate, Source + " pgfree", "Δ(pgfree) / T", "pages given back to the free lists", static r => r.PagesFreed);

    /// <summary>Pages scanned in the background.</summary>
    public static readonly NumberField<VirtualMemoryRates> ScannedByKswapd =
        new("pages_scanned_kswapd_per_second", "pages/s", FieldKind.Rate, Source + " pgscan_kswapd", "Δ(pgscan_kswapd) / T", "pages that the background reclaimer looked at", static r => r.ScannedByKswapd);

    /// <summary>Pages scanned by programs.</summary>
    public static readonly NumberField<VirtualMemoryRates> ScannedDirect =
        new("pages_scanned_direct_per_second", "pages/s", FieldKind.Rate, Source + " pgscan_direct", "Δ(pgscan_direct) / T", "pages that allocating programs had to look at themselves: they were held up meanwhile", static r => r.ScannedDirect);

    /// <summary>Pages reclaimed.</summary>
    public static readonly NumberField<VirtualMemoryRates> Stolen =
        new("pages_reclaimed_per_second", "pages/s", FieldKind.Rate, Source + " pgsteal_anon + pgsteal_file", "Δ(pgsteal_anon + pgsteal_file) / T", "pages reclaimed, by whomever; before Linux 5.8 pgsteal_kswapd + pgsteal_direct", static r => r.Stolen);

    /// <summary>Allocations that reclaimed.</summary>
    public static readonly NumberField<VirtualMemoryRates> AllocationStalls =
        new("allocation_stalls_per_second", "1/s", FieldKind.Rate, Source + " allocstall_*", "Δ(allocstall_*) / T", "allocations that had to reclaim memory themselves", static r => r.AllocationStalls);

    /// <summary>Allocations that compacted.</summary>
    public static readonly NumberField<VirtualMemoryRates> CompactionStalls =
        new("compaction_stalls_per_second", "1/s", FieldKind.Rate, Source + " compact_stall", "Δ(compact_stall) / T", "allocations that had to compact memory themselves", static r => r.CompactionStalls);

    /// <summary>File refaults.</summary>
    public static readonly NumberField<VirtualMemoryRates> RefaultsFile =
        new("refaults_file_per_second", "pages/s", FieldKind.Rate, Source + " workingset_refault_file", "Δ(workingset_refault_file) / T", "file pages needed again soon after reclaim: the page cache is too small", static r => r.RefaultsFile);

    /// <summary>Anonymous refaults.</summary>
    public static readonly NumberField<VirtualMemoryRates> RefaultsAnonymous =
        new("refaults_anonymous_per_second", "pages/s", FieldKind.Rate, Source + " workingset_refault_anon", "Δ(workingset_refault_anon) / T", "anonymous pages needed again soon after reclaim: memory is too small", static r => r.RefaultsAnonymous);

    /// <summary>NUMA misses.</summary>
    public static readonly NumberField<VirtualMemoryRates> NumaMisses =
        new("numa_misses_per_second", "pages/s", FieldKind.Rate, Source + " numa_miss", "Δ(numa_miss) / T", "pages allocated on another NUMA node than the one that was asked for", static r => r.NumaMisses);

    /// <summary>Processes killed for lack of memory.</summary>
    public static readonly NumberField<VirtualMemoryRates> OutOfMemoryKills =
        new("oom_kills", "", FieldKind.Growth, Source + " oom_kill", "Δoom_kill", "processes killed for lack of memory in the interval, those of memory cgroups included", static r => r.OutOfMemoryKills);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All =>
    [
        SwapIn, SwapOut, PagedIn, PagedOut, Faults, MajorFaults, PagesFreed, ScannedByKswapd, ScannedDirect, Stolen, AllocationStalls,
        CompactionStalls, RefaultsFile, RefaultsAnonymous, NumaMisses, OutOfMemoryKills,
    ];

    private const string Source = "/proc/vmstat";
}

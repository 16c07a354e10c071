using Sonde.Metrics.Rates;

namespace Sonde.Metrics.Catalogue;

/// <summary>The fields of memory and swap at one moment, from /proc/meminfo (fs/proc/meminfo.c), by procps' formulas.</summary>
public static class MemoryFields
{
    /// <summary>free total.</summary>
    public static readonly NumberField<MemoryFigures> Total =
        Gauge("memory_total_kibibytes", "MemTotal", "", "memory that the kernel manages", static r => r.Total);

    /// <summary>free used.</summary>
    public static readonly NumberField<MemoryFigures> Used =
        Gauge("memory_used_kibibytes", "MemTotal, MemAvailable", "MemTotal - MemAvailable", "memory that programs could not get without swapping; the definition of procps from 4.0.1 on", static r => r.Used);

    /// <summary>free free.</summary>
    public static readonly NumberField<MemoryFigures> Free =
        Gauge("memory_free_kibibytes", "MemFree", "", "memory that nobody uses, not even as cache; little of it is no sign of shortage", static r => r.Free);

    /// <summary>free shared.</summary>
    public static readonly NumberField<MemoryFigures> Shared =
        Gauge("memory_shared_kibibytes", "Shmem", "", "shared memory and tmpfs; counted in the cache, but not reclaimable", static r => r.Shared);

    /// <summary>free buffers, vmstat buff.</summary>
    public static readonly NumberField<MemoryFigures> Buffers =
        Gauge("memory_buffers_kibibytes", "Buffers", "", "page cache of block devices themselves: file system metadata", static r => r.Buffers);

    /// <summary>free cache, vmstat cache.</summary>
    public static readonly NumberField<MemoryFigures> Cache =
        Gauge("memory_cache_kibibytes", "Cached, SReclaimable", "Cached + SReclaimable", "page cache of files, and kernel objects that can be reclaimed", static r => r.Cache);

    /// <summary>free buff/cache.</summary>
    public static readonly NumberField<MemoryFigures> BuffersAndCache =
        Gauge("memory_buffers_cache_kibibytes", "Buffers, Cached, SReclaimable", "Buffers + Cached + SReclaimable", "all of the page cache, and reclaimable kernel objects", static r => r.BuffersAndCache);

    /// <summary>free available.</summary>
    public static readonly NumberField<MemoryFigures> Available =
        Gauge("memory_available_kibibytes", "MemAvailable", "MemAvailable; MemFree where the kernel has no estimate", "what programs can still take without swapping, as the kernel estimates it: the figure to watch", static r => r.Available);

    /// <summary>Share of memory in use.</summary>
    public static readonly NumberField<MemoryFigures> UsedPercent =
        new("memory_used_percent", "%", FieldKind.Gauge, Source + " MemTotal, MemAvailable", "100 · (MemTotal - MemAvailable) / MemTotal", "share of memory that programs could not get without swapping", static r => r.UsedPercent);

    /// <summary>vmstat active.</summary>
    public static readonly NumberField<MemoryFigures> Active =
        Gauge("memory_active_kibibytes", "Active", "", "pages used recently, reclaimed last", static r => r.Active);

    /// <summary>vmstat inact.</summary>
    public static readonly NumberField<MemoryFigures> Inactive =
        Gauge("memory_inactive_kibibytes", "Inactive", "", "pages not used recently, reclaimed first", static r => r.Inactive);

    /// <summary>Dirty page cache.</summary>
    public static readonly NumberField<MemoryFigures> Dirty =
        Gauge("memory_dirty_kibibytes", "Dirty", "", "page cache that waits to be written back", static r => r.Dirty);

    /// <summary>Page cache under writeback.</summary>
    public static readonly NumberField<MemoryFigures> Writeback =
        Gauge("memory_writeback_kibibytes", "Writeback", "", "page cache that is being written back", static r => r.Writeback);

    /// <summary>Anonymous memory.</summary>
    public static readonly NumberField<MemoryFigures> Anonymous =
        Gauge("memory_anonymous_kibibytes", "AnonPages", "", "memory of programs that no file backs: heaps and stacks", static r => r.Anonymous);

    /// <summary>Kernel objects.</summary>
    public static readonly NumberField<MemoryFigures> Slab =
        Gauge("memory_slab_kibibytes", "Slab", "", "memory in kernel objects, reclaimable or not", static r => r.Slab);

    /// <summary>Unreclaimable kernel objects.</summary>
    public static readonly NumberField<MemoryFigures> UnreclaimableSlab =
        Gauge("memory_slab_unreclaimable_kibibytes", "SUnreclaim", "", "memory in kernel objects that cannot be reclaimed; one that only grows is a leak", static r => r.UnreclaimableSlab);

    /// <summary>Page tables.</summary>
    public static readonly NumberField<MemoryFigures> PageTables =
        Gauge("memory_page_tables_kibibytes", "PageTables", "", "page tables of all processes", static r => r.PageTables);

    /// <summary>Kernel stacks.</summary>
    public static readonly NumberField<MemoryFigures> KernelStacks =
        Gauge("memory_kernel_stacks_kibibytes", "KernelStack", "", "kernel stacks of all threads", static r => r.KernelStacks);

    /// <summary>free -l Low total.</summary>
    public static readonly NumberField<MemoryFigures> LowTotal =
        Gauge("memory_low_total_kibibytes", "LowTotal", "LowTotal; MemTotal on kernels without high memory", "memory that the kernel addresses directly; all of it on 64-bit kernels", static r => r.LowTotal);

    /// <summary>free -l Low used.</summary>
    public static readonly NumberField<MemoryFigures> LowUsed =
        Gauge("memory_low_used_kibibytes", "LowTotal, LowFree", "LowTotal - LowFree", "low memory in use, cache included", static r => r.LowUsed);

    /// <summary>free -l Low free.</summary>
    public static readonly NumberField<MemoryFigures> LowFree =
        Gauge("memory_low_free_kibibytes", "LowFree", "LowFree; MemFree on kernels without high memory", "low memory that nobody uses", static r => r.LowFree);

    /// <summary>free -l High total.</summary>
    public static readonly NumberField<MemoryFigures> HighTotal =
        Gauge("memory_high_total_kibibytes", "HighTotal", "", "high memory of 32-bit kernels", static r => r.HighTotal);

    /// <summary>free -l High used.</summary>
    public static readonly NumberField<MemoryFigures> HighUsed =
        Gauge("memory_high_used_kibibytes", "HighTotal, HighFree", "HighTotal - HighFree", "high memory in use, cache included", static r => r.HighUsed);

    /// <summary>free -l High free.</summary>
    public static readonly NumberField<MemoryFigures> HighFree =
        Gauge("memory_high_free_kibibytes", "HighFree", "", "high memory that nobody uses", static r => r.HighFree);

    /// <summary>free Swap total.</summary>
    public static readonly NumberField<MemoryFigures> SwapTotal =
        Gauge("swap_total_kibibytes", "SwapTotal", "", "swap space", static r => r.SwapTotal);

    /// <summary>free Swap used, vmstat swpd.</summary>
    public static readonly NumberField<MemoryFigures> SwapUsed =
        Gauge("swap_used_kibibytes", "SwapTotal, SwapFree", "SwapTotal - SwapFree", "swap space in use; what matters is whether it is read back (swap_in_kibibytes_per_second)", static r => r.SwapUsed);

    /// <summary>free Swap free.</summary>
    public static readonly NumberField<MemoryFigures> SwapFree =
        Gauge("swap_free_kibibytes", "SwapFree", "", "swap space that nobody uses", static r => r.SwapFree);

    /// <summary>free -t total.</summary>
    public static readonly NumberField<MemoryFigures> MemoryAndSwapTotal =
        Gauge("memory_swap_total_kibibytes", "MemTotal, SwapTotal", "MemTotal + SwapTotal", "memory and swap together", static r => r.MemoryAndSwapTotal);

    /// <summary>free -t used.</summary>
    public static readonly NumberField<MemoryFigures> MemoryAndSwapUsed =
        Gauge("memory_swap_used_kibibytes", "MemTotal, MemAvailable, SwapTotal, SwapFree", "memory_used + swap_used", "memory and swap in use", static r => r.MemoryAndSwapUsed);

    /// <summary>free -t free.</summary>
    public static readonly NumberField<MemoryFigures> MemoryAndSwapFree =
        Gauge("memory_swap_free_kibibytes", "MemFree, SwapFree", "MemFree + SwapFree", "memory and swap that nobody uses", static r => r.MemoryAndSwapFree);

    /// <summary>free -v Comm total.</summary>
    public static readonly NumberField<MemoryFigures> CommitLimit =
        Gauge("memory_commit_limit_kibibytes", "CommitLimit", "", "what may be promised to programs where vm.overcommit_memory is 2", static r => r.CommitLimit);

    /// <summary>free -v Comm used.</summary>
    public static readonly NumberField<MemoryFigures> Committed =
        Gauge("memory_committed_kibibytes", "Committed_AS", "", "what has been promised to programs; may exceed the memory", static r => r.Committed);

    /// <summary>free -v Comm free.</summary>
    public static readonly NumberField<MemoryFigures> Uncommitted =
        Gauge("memory_uncommitted_kibibytes", "CommitLimit, Committed_AS", "CommitLimit - Committed_AS", "what could still be promised; negative where more was promised than the limit", static r => r.Uncommitted);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All =>
    [
        Total, Used, Free, Shared, Buffers, Cache, BuffersAndCache, Available, UsedPercent, Active, Inactive, Dirty, Writeback, Anonymous,
        Slab, UnreclaimableSlab, PageTables, KernelStacks, LowTotal, LowUsed, LowFree, HighTotal, HighUsed, HighFree, SwapTotal, SwapUsed,
        SwapFree, MemoryAndSwapTotal, MemoryAndSwapUsed, MemoryAndSwapFree, CommitLimit, Committed, Uncommitted,
    ];

    private const string Source = "/proc/meminfo";

    private static NumberField<MemoryFigures> Gauge(string id, string names, string formula, string meaning, Func<MemoryFigures, double> read) =>
        new(id, "KiB", FieldKind.Gauge, Source + " " + names, formula.Length > 0 ? formula : names, meaning, read);
}

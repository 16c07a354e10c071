namespace Sonde.Proc.Devices;

/// <summary>
/// How the kernel uses huge pages on its own. Source: /sys/kernel/mm/transparent_hugepage, Documentation/admin-guide/mm/transhuge.rst.
/// </summary>
public sealed record TransparentHugePages
{
    private const string Path = "/sys/kernel/mm/transparent_hugepage";

    private TransparentHugePages()
    {
    }

    /// <summary>Why there is nothing; null where the kernel has transparent huge pages.</summary>
    public Unavailability? Unavailability { get; private init; }

    /// <summary>For anonymous memory: always, madvise or never.</summary>
    public string? Enabled { get; private init; }

    /// <summary>
    /// How hard a page fault tries to get one: always, defer, defer+madvise, madvise or never. "always" makes faults wait for compaction.
    /// </summary>
    public string? Defragment { get; private init; }

    /// <summary>For shared memory: always, within_size, advise, never, deny or force.</summary>
    public string? SharedMemoryEnabled { get; private init; }

    /// <summary>True where khugepaged compacts memory in the background to make them.</summary>
    public bool? KhugepagedDefragments { get; private init; }

    /// <summary>Pages that khugepaged looks at in each round.</summary>
    public ulong? KhugepagedPagesToScan { get; private init; }

    /// <summary>Time between its rounds.</summary>
    public TimeSpan? KhugepagedScanInterval { get; private init; }

    /// <summary>Huge pages that it made since boot.</summary>
    public ulong? KhugepagedPagesCollapsed { get; private init; }

    /// <summary>The setting of each smaller size (Linux 6.8), in KiB: always, inherit, madvise or never.</summary>
    public IReadOnlyDictionary<int, string> Sizes { get; private init; } = new Dictionary<int, string>();

    /// <summary>Reads the settings.</summary>
    public static TransparentHugePages Read(LinuxRoot root)
    {
        SysfsDirectory directory = new(root, Path);
        if (!directory.Exists)
        {
            Unavailability reason = new(Path, "this kernel has no transparent huge pages (CONFIG_TRANSPARENT_HUGEPAGE)", "");
            return new TransparentHugePages { Unavailability = reason };
        }

        SysfsDirectory khugepaged = directory.Child("khugepaged");
        SortedDictionary<int, string> sizes = [];
        foreach (string name in directory.List())
        {
            if (HugePagePool.TryReadSize(name, out int kibibytes) && directory.Child(name).Choice("enabled", out _) is { } setting)
                sizes[kibibytes] = setting;
        }

        return new TransparentHugePages
        {
            Enabled = directory.Choice("enabled", out _),
            Defragment = directory.Choice("defrag", out _),
            SharedMemoryEnabled = directory.Choice("shmem_enabled", out _),
            KhugepagedDefragments = khugepaged.Flag("defrag"),
            KhugepagedPagesToScan = khugepaged.Number("pages_to_scan"),
            KhugepagedScanInterval = khugepaged.Number("scan_sleep_millisecs") is { } interval ? TimeSpan.FromMilliseconds(interval) : null,
            KhugepagedPagesCollapsed = khugepaged.Number("pages_collapsed"),
            Sizes = sizes,
        };
    }
}

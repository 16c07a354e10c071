using Sonde.Linux;
using Sonde.Proc;
using Sonde.Proc.Memory;

namespace Sonde.Metrics.Sampling;

/// <summary>The size of a page of memory, in which /proc/vmstat and /proc/PID/stat count: 4 KiB, or 16 or 64 KiB on some arm64 kernels.</summary>
public static class PageSize
{
    private const double UsualBytes = 4096;
    private const double LargestBytes = 65_536;

    /// <summary>
    /// Bytes in a page of the machine that <paramref name="root"/> shows. A recorded tree does not hold it, but its free memory in KiB (/proc/meminfo) and in
    /// pages (/proc/vmstat), read a moment apart, tell it; where they cannot, 4096 is taken.
    /// </summary>
    public static double BytesOf(LinuxRoot root)
    {
        if (root.IsLive)
            return SystemConfiguration.PageSize;
        MemoryInformation memory = new();
        VirtualMemoryStatistics pages = new();
        using KernelFile memoryFile = new(root, MemoryInformation.Path, 8192);
        using KernelFile pagesFile = new(root, VirtualMemoryStatistics.Path, 16384);
        if (!memory.Load(memoryFile) || !pages.Load(pagesFile) || memory.MemFreeKibibytes is not { } free || pages.Values["nr_free_pages"] is not > 0)
            return UsualBytes;
        double bytes = Math.Pow(2, Math.Round(Math.Log2(free * 1024.0 / pages.Values["nr_free_pages"]!.Value)));
        return bytes is >= UsualBytes and <= LargestBytes ? bytes : UsualBytes;
    }
}

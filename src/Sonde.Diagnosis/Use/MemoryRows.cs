using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;
using Sonde.Proc.Memory;

namespace Sonde.Diagnosis.Use;

/// <summary>Memory and swap space.</summary>
internal static class MemoryRows
{
    public static IEnumerable<ResourceRow> Build(Observation observation)
    {
        MemoryInformation memory = observation.Last.Memory;
        double total = memory.MemTotalKibibytes ?? double.NaN;
        double available = memory.MemAvailableKibibytes ?? memory.MemFreeKibibytes ?? double.NaN;
        double most = observation.Bursts.AvailableKibibytes.IsEmpty ? double.NaN : Cells.Percent(total - observation.Bursts.AvailableKibibytes.Min, total);
        BurstSeries bursts = observation.Bursts;
        Metric saturation = bursts.MemorySome.IsAvailable
            ? Cells.Of(bursts.MemorySome.Percent, "percent", "/proc/pressure/memory some", max: bursts.MemorySome.Max)
            : Cells.Of(ScanRate(observation), "pages/s", "/proc/vmstat pgscan_direct", observation.Last.VirtualMemory);
        yield return new ResourceRow(
            "memory", Cells.Of(Cells.Percent(total - available, total), "percent", "/proc/meminfo MemAvailable", memory, most), saturation, Errors(observation));
        yield return new ResourceRow(
            "memory/reclaim",
            Cells.None("percent", "/proc/vmstat", "reclaim has no capacity"),
            Cells.Of(ScanRate(observation), "pages/s", "/proc/vmstat pgscan_direct", observation.Last.VirtualMemory),
            Cells.Of(observation.VirtualMemoryRate("oom_kill") * observation.Seconds, "kills", "/proc/vmstat oom_kill", observation.Last.VirtualMemory));
        yield return Swap(observation, memory);
    }

    private static double ScanRate(Observation observation) =>
        Counter.Growth(observation.First.VirtualMemory.PagesScannedDirect, observation.Last.VirtualMemory.PagesScannedDirect) / observation.Seconds;

    private static ResourceRow Swap(Observation observation, MemoryInformation memory)
    {
        double total = memory.SwapTotalKibibytes ?? double.NaN;
        double rate = observation.VirtualMemoryRate("pswpin") + observation.VirtualMemoryRate("pswpout");
        return new ResourceRow(
            "memory/swap",
            total == 0
                ? Cells.None("percent", "/proc/meminfo SwapTotal", "the machine has no swap space")
                : Cells.Of(Cells.Percent(total - (memory.SwapFreeKibibytes ?? double.NaN), total), "percent", "/proc/meminfo SwapFree", memory),
            Cells.Of(rate, "pages/s", "/proc/vmstat pswpin+pswpout", observation.Last.VirtualMemory, observation.Bursts.SwapPagesPerSecond.Max),
            Cells.None("errors", "kernel log", "errors of the swap device are counted with its disk"));
    }

    private static Metric Errors(Observation observation)
    {
        double corrupted = observation.Last.Memory.HardwareCorruptedKibibytes ?? double.NaN;
        double reported = observation.Hardware.CorrectedMemoryErrors + observation.Hardware.UncorrectedMemoryErrors;
        return double.IsFinite(reported)
            ? Cells.Of(reported, "errors", "/sys/devices/system/edac/mc")
            : Cells.Of(corrupted, "KiB", "/proc/meminfo HardwareCorrupted", "no memory controller reports errors here and the kernel lacks HardwareCorrupted");
    }
}

using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Ranking;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Memory;

/// <summary>What several memory rules ask of an observation.</summary>
internal static class MemoryFacts
{
    public const double Mebibyte = 1024 * 1024;

    /// <summary>MemAvailable of MemTotal at its lowest inside the window, percent.</summary>
    public static double AvailablePercent(Observation o) => o.Bursts.AvailableKibibytes.Min * 100 / o.MemoryKibibytes("MemTotal");

    /// <summary>MemAvailable at the end, bytes.</summary>
    public static double AvailableBytes(Observation o) => o.MemoryKibibytes("MemAvailable") * 1024;

    /// <summary>True where somebody stalls for memory, so that reclaim counters mean more than housekeeping.</summary>
    public static bool IsStalling(Observation o) => o.Bursts.MemorySome.Percent >= Thresholds.Memory.PressureBackingPercent;

    /// <summary>Pages per second that one side of swap moves; NaN where the kernel has no swap counters.</summary>
    public static double SwapInRate(Observation o) => o.VirtualMemoryRate("pswpin");

    /// <inheritdoc cref="SwapInRate"/>
    public static double SwapOutRate(Observation o) => o.VirtualMemoryRate("pswpout");

    /// <summary>So many pages, or pages per second, in MiB.</summary>
    public static double Mebibytes(Observation o, double pages) => pages * o.PageBytes / Mebibyte;

    public static Evidence Pressure(Observation o, double? threshold) =>
        new("memory pressure, some", o.Bursts.MemorySome.Percent, "percent", threshold, "/proc/pressure/memory");

    public static Evidence Available(Observation o, double? threshold) =>
        new(CausalConditions.AvailableMemory, AvailablePercent(o), "percent", threshold, "/proc/meminfo MemAvailable of MemTotal");

    /// <summary>The processes with the most resident memory, each with its share of the machine's memory.</summary>
    public static IReadOnlyList<Party> Largest(Observation o)
    {
        double total = o.MemoryKibibytes("MemTotal");
        return
        [
            .. o.Tasks.Processes.Where(t => !t.HasExited && !t.IsKernelThread && t.ResidentKibibytes > 0).OrderByDescending(t => t.ResidentKibibytes).Take(3)
                .Select(t => Parties.Process(t, t.ResidentKibibytes / total, $"{t.ResidentKibibytes / 1024:N0} MiB resident{Growth(t)}")),
        ];
    }

    /// <summary>The processes with the most major faults, or an empty list where there were none.</summary>
    public static IReadOnlyList<Party> Faulting(Observation o) =>
        Parties.Top(o.Tasks.Processes, t => t.MajorFaultsPerSecond, t => $"{t.MajorFaultsPerSecond:N0} major faults/s, {t.ResidentKibibytes / 1024:N0} MiB resident");

    /// <summary>The processes whose resident memory grew most.</summary>
    public static IReadOnlyList<Party> Growing(Observation o) =>
        Parties.Top(o.Tasks.Processes, t => t.ResidentGrowthKibibytes, t => $"{t.ResidentGrowthKibibytes / 1024:N0} MiB more resident");

    /// <summary>What a setting is now, for the command that undoes a change; null where it cannot be read.</summary>
    public static long? Setting(Observation o, string name) => o.Root.ReadNumber($"/proc/sys/vm/{name}");

    private static string Growth(TaskRates task) =>
        task.ResidentGrowthKibibytes >= 1024 ? $", {task.ResidentGrowthKibibytes / 1024:N0} MiB more than at the start" : "";
}

using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Memory;

/// <summary>The ways in which tasks pay for short memory themselves: direct reclaim, compaction, pages read again, faults from storage.</summary>
internal sealed class ReclaimRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids =>
        [FindingIds.Memory.DirectReclaim, FindingIds.Memory.CompactionStall, FindingIds.Memory.PageCacheThrash, FindingIds.Memory.MajorFaults];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        JudgeDirectReclaim(observation, judgement);
        JudgeCompaction(observation, judgement);
        JudgeCacheThrash(observation, judgement);
        JudgeMajorFaults(observation, judgement);
    }

    private static void JudgeDirectReclaim(Observation o, Judgement judgement)
    {
        double scanned = Counter.Growth(o.First.VirtualMemory.PagesScannedDirect, o.Last.VirtualMemory.PagesScannedDirect) / o.Seconds;
        double stalls = Counter.Growth(o.First.VirtualMemory.AllocationStalls, o.Last.VirtualMemory.AllocationStalls) / o.Seconds;
        if (!MemoryFacts.IsStalling(o) || !(scanned >= Thresholds.Memory.DirectReclaimScanPagesPerSecond) || !(stalls >= Thresholds.Memory.AllocationStallsPerSecond))
            return;
        judgement.Report(Describe(
            o,
            FindingIds.Memory.DirectReclaim,
            $"Tasks must free memory themselves before they get any, {stalls:N0} times a second",
            "The background reclaim (kswapd) does not keep up, so each task that allocates scans and frees pages first and waits while it does.",
            [
                new("allocations that had to reclaim", stalls, "stalls/s", Thresholds.Memory.AllocationStallsPerSecond, "/proc/vmstat allocstall_*"),
                new("pages scanned by allocating tasks", scanned, "pages/s", Thresholds.Memory.DirectReclaimScanPagesPerSecond, "/proc/vmstat pgscan_direct"),
                MemoryFacts.Pressure(o, Thresholds.Memory.PressureBackingPercent),
            ],
            MemoryFacts.Largest(o)));
    }

    private static void JudgeCompaction(Observation o, Judgement judgement)
    {
        double stalls = Counter.Growth(o.First.VirtualMemory.CompactionStalls, o.Last.VirtualMemory.CompactionStalls) / o.Seconds;
        if (!MemoryFacts.IsStalling(o) || !(stalls >= Thresholds.Memory.CompactionStallsPerSecond))
            return;
        judgement.Report(Describe(
            o,
            FindingIds.Memory.CompactionStall,
            $"Tasks wait while memory is moved to make large pages, {stalls:N0} times a second",
            "Free memory is in pieces too small for what is asked (huge pages, network or driver buffers), so the kernel moves pages together while the task waits.",
            [
                new("compaction stalls", stalls, "stalls/s", Thresholds.Memory.CompactionStallsPerSecond, "/proc/vmstat compact_stall"),
                MemoryFacts.Pressure(o, Thresholds.Memory.PressureBackingPercent),
            ],
            MemoryFacts.Largest(o)));
    }

    private static void JudgeCacheThrash(Observation o, Judgement judgement)
    {
        double refaults = Counter.Growth(o.First.VirtualMemory.RefaultsFile, o.Last.VirtualMemory.RefaultsFile) / o.Seconds;
        double readPages = Counter.Growth(o.First.VirtualMemory.KibibytesPagedIn, o.Last.VirtualMemory.KibibytesPagedIn) / 4 / o.Seconds;
        double share = refaults * 100 / readPages;
        if (!MemoryFacts.IsStalling(o) || !(refaults >= Thresholds.Memory.RefaultPagesPerSecond) || !(share >= Thresholds.Memory.RefaultSharePercent))
            return;
        IReadOnlyList<Party> culprits = Parties.Top(o.Tasks.Processes, FilePagesTaken, t => $"takes in {FilePagesTaken(t) / 1024:0.#} MiB/s");
        judgement.Report(Describe(
            o,
            FindingIds.Memory.PageCacheThrash,
            $"File pages are read again right after they were dropped, {refaults * 4 / 1024:0.#} MiB/s{(culprits.Count > 0 ? $": {culprits[0].Name} (pid {culprits[0].Pid}) takes in most" : "")}",
            "The kernel remembers which pages it dropped a short time ago; these came back, so the page cache is smaller than the files that are in use.",
            [
                new("file pages read again", refaults, "pages/s", Thresholds.Memory.RefaultPagesPerSecond, "/proc/vmstat workingset_refault_file"),
                new("their share of all pages read", share, "percent", Thresholds.Memory.RefaultSharePercent, "/proc/vmstat pgpgin"),
                MemoryFacts.Pressure(o, Thresholds.Memory.PressureBackingPercent),
            ],
            culprits));
    }

    // KiB/s. A fault on a mapped page need not read from storage to bring it back: it may be a hole, or on a memory file system.
    private static double FilePagesTaken(TaskRates task) => double.MaxNumber(task.ReadKibibytesPerSecond, task.MajorFaultsPerSecond * 4);

    private static void JudgeMajorFaults(Observation o, Judgement judgement)
    {
        double faults = Counter.Growth(o.First.VirtualMemory.MajorPageFaults, o.Last.VirtualMemory.MajorPageFaults) / o.Seconds;
        IReadOnlyList<Party> culprits = MemoryFacts.Faulting(o);
        bool someoneWaits = o.Tasks.Processes.Any(t => t.MajorFaultsPerSecond >= Thresholds.Memory.MajorFaultsPerProcessPerSecond);
        if (!(faults >= Thresholds.Memory.MajorFaultsPerSecond) || !someoneWaits || !MemoryFacts.IsStalling(o))
            return;
        judgement.Report(Describe(
            o,
            FindingIds.Memory.MajorFaults,
            $"{(culprits.Count > 0 ? $"{culprits[0].Name} (pid {culprits[0].Pid}) waits" : "Processes wait")} for pages from storage: {faults:N0} major faults/s",
            "A major fault stops the thread until the page has come from a file or from swap. Programs that start cause some; a steady stream means that memory in use was dropped.",
            [
                new("major faults", faults, "faults/s", Thresholds.Memory.MajorFaultsPerSecond, "/proc/vmstat pgmajfault"),
                MemoryFacts.Pressure(o, Thresholds.Memory.PressureBackingPercent),
            ],
            culprits));
    }

    private static Finding Describe(Observation o, string id, string title, string why, IReadOnlyList<Evidence> evidence, IReadOnlyList<Party> culprits) => new()
    {
        Id = id,
        Severity = o.Bursts.MemorySome.Percent >= Thresholds.Memory.PressureSomePercentCritical ? Severity.Critical : Severity.Warning,
        Confidence = 0.8,
        Title = title,
        Why = why,
        Evidence = evidence,
        Culprits = culprits,
        Next = [new("sonde vmstat 1 5", "whether it goes on"), new($"sonde explain {id}", "what else causes it")],
        Fix = [new("Free memory: stop what need not run here, shrink caches and heaps", "the work that they do stops or slows down")],
    };
}

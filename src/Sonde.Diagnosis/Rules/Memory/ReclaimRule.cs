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
        if (MemoryFacts.IsStalling(observation))
        {
            JudgeDirectReclaim(observation, judgement);
            JudgeCompaction(observation, judgement);
            JudgeCacheThrash(observation, judgement);
        }

        JudgeMajorFaults(observation, judgement);
    }

    private static void JudgeDirectReclaim(Observation o, Judgement judgement)
    {
        double scanned = Rate(o, o.First.VirtualMemory.PagesScannedDirect, o.Last.VirtualMemory.PagesScannedDirect);
        double stalls = Rate(o, o.First.VirtualMemory.AllocationStalls, o.Last.VirtualMemory.AllocationStalls);
        if (!(scanned >= Thresholds.Memory.DirectReclaimScanPagesPerSecond) || !(stalls >= Thresholds.Memory.AllocationStallsPerSecond)
            || !Proof.Sustained(o.Bursts.DirectScanPagesPerSecond, Thresholds.Memory.DirectReclaimScanPagesPerSecond))
            return;
        judgement.Report(Describe(
            o,
            FindingIds.Memory.DirectReclaim,
            $"Tasks must free memory themselves before they get any, {Wording.Number(stalls)} times a second",
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
        double stalls = Rate(o, o.First.VirtualMemory.CompactionStalls, o.Last.VirtualMemory.CompactionStalls);
        if (!(stalls >= Thresholds.Memory.CompactionStallsPerSecond) || !Proof.Sustained(o.Bursts.CompactionStallsPerSecond, Thresholds.Memory.CompactionStallsPerSecond))
            return;
        judgement.Report(Describe(
            o,
            FindingIds.Memory.CompactionStall,
            $"Tasks wait while memory is moved to make large pages, {Wording.Number(stalls)} times a second",
            "Free memory is in pieces too small for what is asked (huge pages, network or driver buffers), so the kernel moves pages together while the task waits.",
            [
                new("compaction stalls", stalls, "stalls/s", Thresholds.Memory.CompactionStallsPerSecond, "/proc/vmstat compact_stall"),
                MemoryFacts.Pressure(o, Thresholds.Memory.PressureBackingPercent),
            ],
            MemoryFacts.Largest(o)));
    }

    private static void JudgeCacheThrash(Observation o, Judgement judgement)
    {
        double refaults = Rate(o, o.First.VirtualMemory.RefaultsFile, o.Last.VirtualMemory.RefaultsFile);
        double readPages = Rate(o, o.First.VirtualMemory.KibibytesPagedIn, o.Last.VirtualMemory.KibibytesPagedIn) * 1024 / o.PageBytes;
        // What comes over the network is not counted as read, so that the share can pass 100.
        double share = Math.Min(100, refaults * 100 / readPages);
        if (!(refaults >= Thresholds.Memory.RefaultPagesPerSecond) || !(share >= Thresholds.Memory.RefaultSharePercent)
            || !Proof.Sustained(o.Bursts.FileRefaultsPerSecond, Thresholds.Memory.RefaultPagesPerSecond))
            return;
        IReadOnlyList<Party> culprits = Parties.Top(o.Tasks.Processes, t => FilePagesTaken(o, t), t => $"takes in {FilePagesTaken(o, t) / 1024:0.#} MiB/s");
        string who = culprits.Count > 0 ? $": {Wording.Task(culprits[0].Name, culprits[0].Pid ?? 0)} takes in most" : "";
        judgement.Report(Describe(
            o,
            FindingIds.Memory.PageCacheThrash,
            $"File pages are read again right after they were dropped, {MemoryFacts.Mebibytes(o, refaults):0.#} MiB/s{who}",
            "The kernel remembers which pages it dropped a short time ago; these came back, so the page cache is smaller than the files that are in use.",
            [
                new("file pages read again", refaults, "pages/s", Thresholds.Memory.RefaultPagesPerSecond, "/proc/vmstat workingset_refault_file"),
                new("their share of all pages read", share, "percent", Thresholds.Memory.RefaultSharePercent, "/proc/vmstat pgpgin"),
                MemoryFacts.Pressure(o, Thresholds.Memory.PressureBackingPercent),
            ],
            culprits));
    }

    // KiB/s. A fault on a mapped page need not read from storage to bring it back: it may be a hole, or on a memory file system.
    private static double FilePagesTaken(Observation o, TaskRates task) => double.MaxNumber(task.ReadKibibytesPerSecond, task.MajorFaultsPerSecond * o.PageBytes / 1024);

    private static void JudgeMajorFaults(Observation o, Judgement judgement)
    {
        double faults = Rate(o, o.First.VirtualMemory.MajorPageFaults, o.Last.VirtualMemory.MajorPageFaults);
        bool someoneFaults = o.Tasks.Processes.Any(t => t.MajorFaultsPerSecond >= Thresholds.Memory.MajorFaultsPerProcessPerSecond);
        bool someoneWaits = MemoryFacts.IsStalling(o) || o.Bursts.IoSome.Percent >= Thresholds.Disk.PressureSomePercent;
        if (!(faults >= Thresholds.Memory.MajorFaultsPerSecond) || !someoneFaults || !someoneWaits || !Proof.Sustained(o.Bursts.MajorFaultsPerSecond, Thresholds.Memory.MajorFaultsPerSecond))
            return;
        IReadOnlyList<Party> culprits = MemoryFacts.Faulting(o);
        judgement.Report(Describe(
            o,
            FindingIds.Memory.MajorFaults,
            $"{Wording.Task(culprits[0].Name, culprits[0].Pid ?? 0)} waits for pages from storage: {faults:N0} major faults/s",
            "A major fault stops the thread until the page has come from a file or from swap. Programs that start cause some; a steady stream means that memory in use was dropped.",
            [
                new("major faults", faults, "faults/s", Thresholds.Memory.MajorFaultsPerSecond, "/proc/vmstat pgmajfault"),
                MemoryFacts.Pressure(o, Thresholds.Memory.PressureBackingPercent),
                new("I/O pressure, some", o.Bursts.IoSome.Percent, "percent", Thresholds.Disk.PressureSomePercent, "/proc/pressure/io"),
            ],
            culprits));
    }

    private static double Rate(Observation o, ulong? first, ulong? last) => Counter.Growth(first, last) / o.Seconds;

    private static Finding Describe(Observation o, string id, string title, string why, Evidence[] evidence, IReadOnlyList<Party> culprits) => new()
    {
        Id = id,
        Severity = o.Bursts.MemorySome.Percent >= Thresholds.Memory.PressureSomePercentCritical ? Severity.Critical : Severity.Warning,
        Confidence = 0.8,
        Title = title,
        Why = why,
        Evidence = Proof.Of(evidence),
        Culprits = culprits,
        Next = [new("sonde vmstat 1 5", "whether it goes on"), new($"sonde explain {id}", "what else causes it")],
        Fix = [new("Free memory: stop what need not run here, shrink caches and heaps", "the work that they do stops or slows down")],
    };
}

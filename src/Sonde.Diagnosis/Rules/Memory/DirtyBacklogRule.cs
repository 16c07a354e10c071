using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Memory;

/// <summary>More data is written to memory than the storage takes away: writers are put to sleep, and a sync takes long.</summary>
internal sealed class DirtyBacklogRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids => [FindingIds.Memory.DirtyBacklog];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        Series dirty = observation.Bursts.DirtyKibibytes;
        Series writeback = observation.Bursts.WritebackKibibytes;
        if (dirty.IsEmpty || dirty.Count != writeback.Count)
            return;
        Series backlog = new();
        for (int i = 0; i < dirty.Count; i++)
            backlog.Add(dirty.Values[i] + writeback.Values[i]);
        double thresholdKibibytes = (observation.Last.VirtualMemory.DirtyThreshold ?? double.NaN) * observation.PageBytes / 1024;
        double writtenKibibytes = observation.VirtualMemoryRate("nr_written") * observation.PageBytes / 1024;
        // Where nothing is written out at all, the time is not known.
        double drainSeconds = writtenKibibytes > 0 ? backlog.Last / writtenKibibytes : double.NaN;
        IReadOnlyList<Party> writers = Writers(observation);
        List<BlockedTaskSighting> waiting = Waiting(observation, writers);
        bool isLarge = backlog.Mean * 1024 >= Thresholds.Memory.DirtyMinimumBytes;
        bool atThreshold = Proof.Sustained(backlog, thresholdKibibytes * Thresholds.Memory.DirtyOfThresholdPercent / 100);
        bool drainsSlowly = drainSeconds >= Thresholds.Memory.DirtyDrainSeconds && waiting.Count > 0;
        if (isLarge && (atThreshold || drainsSlowly))
            judgement.Report(Describe(observation, backlog, backlog.Mean * 100 / thresholdKibibytes, drainSeconds, writers, waiting));
    }

    private static IReadOnlyList<Party> Writers(Observation observation) => Parties.Top(
        observation.Tasks.Processes,
        t => t.WriteKibibytesPerSecond - (double.IsNaN(t.CancelledKibibytesPerSecond) ? 0 : t.CancelledKibibytesPerSecond),
        t => $"dirties {t.WriteKibibytesPerSecond / 1024:0.#} MiB/s");

    // A copy that only slows itself down, and the kernel threads that write for it, are no victims.
    private static List<BlockedTaskSighting> Waiting(Observation observation, IReadOnlyList<Party> writers)
    {
        List<BlockedTaskSighting> waiting = [.. observation.Blocked.Where(b => b.Looks > 1 && observation.FindTask(b.Pid) is { IsKernelThread: false })];
        BlockedTaskSighting? writer = writers.Count > 0 ? waiting.Find(b => b.Pid == writers[0].Pid) : null;
        if (writer is not null)
            waiting.Remove(writer);
        return waiting;
    }

    private static Finding Describe(Observation observation, Series backlog, double share, double drainSeconds, IReadOnlyList<Party> writers, List<BlockedTaskSighting> waiting)
    {
        string who = writers.Count > 0 ? $"{Wording.Task(writers[0].Name, writers[0].Pid ?? 0)} writes" : "Programs write";
        string drain = double.IsFinite(drainSeconds) ? $"; a sync now would take {UnitText.Seconds(Math.Round(drainSeconds))}" : "";
        string limit = double.IsFinite(share) ? $" It stands at {Wording.Percent(share)} of what the kernel allows." : "";
        return new Finding
        {
            Id = FindingIds.Memory.DirtyBacklog,
            Severity = waiting.Count == 0 ? Severity.Info : share >= Thresholds.Memory.DirtyOfThresholdPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.85,
            Title = $"{who} faster than storage takes it: {backlog.Mean / 1024:N0} MiB wait in memory{drain}",
            Why = $"Written data stays in memory until the device has taken it.{limit} Beyond the middle of its two limits the kernel puts every writer to sleep, "
                + "and every fsync must wait behind what is queued.",
            Evidence = Proof.Of(
                new("dirty and writeback data", backlog.Mean * 1024, "bytes", Thresholds.Memory.DirtyMinimumBytes, "/proc/meminfo Dirty+Writeback"),
                new("share of the dirty threshold", share, "percent", Thresholds.Memory.DirtyOfThresholdPercent, "/proc/vmstat nr_dirty_threshold"),
                new("time to write it out at the present rate", drainSeconds, "seconds", Thresholds.Memory.DirtyDrainSeconds, "/proc/vmstat nr_written"),
                new("other tasks seen waiting again and again", waiting.Count, "tasks", 1, "/proc/PID/stat state D"),
                new("I/O pressure, some", observation.Bursts.IoSome.Percent, "percent", Thresholds.Disk.PressureSomePercent, "/proc/pressure/io")),
            Culprits = writers,
            Victims = [.. waiting.Take(Parties.LargestCount).Select(b => Parties.Thread(b.Comm, b.Pid, b.Tid, null, b.WaitChannel is null ? "waits in state D" : $"waits in {b.WaitChannel}"))],
            Next =
            [
                new("sonde pidstat -d 1 5", "who writes how much"),
                new("sonde iostat -x 1 5", "how fast the device takes it"),
            ],
            Fix =
            [
                new("Write less, or more slowly: the job that fills the backlog rarely needs to be this fast", "the job takes longer"),
                new("Begin writing out earlier, so that the backlog stays small", "less merging of writes", "sysctl vm.dirty_background_bytes=67108864 vm.dirty_bytes=268435456", Undo(observation)),
            ],
        };
    }

    // Of each pair of bytes and ratio one is in force and the other reads 0; writing 0 is refused.
    private static string Undo(Observation observation)
    {
        string Former(string name, long usual) => MemoryFacts.Setting(observation, $"{name}_bytes") is > 0 and { } bytes
            ? $"vm.{name}_bytes={bytes}"
            : $"vm.{name}_ratio={MemoryFacts.Setting(observation, $"{name}_ratio") ?? usual}";
        return $"sysctl {Former("dirty_background", 10)} {Former("dirty", 20)}";
    }
}

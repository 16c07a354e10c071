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
        double thresholdKibibytes = (observation.Last.VirtualMemory.DirtyThreshold ?? double.NaN) * 4;
        if (dirty.IsEmpty || dirty.Count != writeback.Count)
            return;
        Series backlog = new();
        for (int i = 0; i < dirty.Count; i++)
            backlog.Add(dirty.Values[i] + writeback.Values[i]);
        double limit = thresholdKibibytes * Thresholds.Memory.DirtyOfThresholdPercent / 100;
        double writtenKibibytes = observation.VirtualMemoryRate("nr_written") * 4;
        double drainSeconds = backlog.Last / writtenKibibytes;
        bool isLarge = backlog.Mean * 1024 >= Thresholds.Memory.DirtyMinimumBytes;
        bool atThreshold = backlog.PercentAtLeast(limit) >= Thresholds.Window.SustainedPercent;
        bool drainsSlowly = drainSeconds >= Thresholds.Memory.DirtyDrainSeconds && double.IsFinite(drainSeconds);
        bool waits = SomeoneWaits(observation);
        if (isLarge && (atThreshold || (drainsSlowly && waits)))
            judgement.Report(Describe(observation, backlog, thresholdKibibytes, drainSeconds, waits));
    }

    private static bool SomeoneWaits(Observation observation) =>
        observation.Bursts.IoSome.Percent >= Thresholds.Disk.PressureSomePercent || observation.Blocked.Any(b => b.Looks > 1);

    private static Finding Describe(Observation observation, Series backlog, double thresholdKibibytes, double drainSeconds, bool waits)
    {
        double share = backlog.Mean * 100 / thresholdKibibytes;
        IReadOnlyList<Party> writers = Parties.Top(
            observation.Tasks.Processes,
            t => t.WriteKibibytesPerSecond - (double.IsNaN(t.CancelledKibibytesPerSecond) ? 0 : t.CancelledKibibytesPerSecond),
            t => $"dirties {t.WriteKibibytesPerSecond / 1024:0.#} MiB/s");
        string who = writers.Count > 0 ? $"{writers[0].Name} (pid {writers[0].Pid}) writes" : "Programs write";
        string drain = double.IsFinite(drainSeconds) ? $"; a sync now would take {drainSeconds:0} s" : "";
        return new Finding
        {
            Id = FindingIds.Memory.DirtyBacklog,
            Severity = !waits ? Severity.Info : share >= Thresholds.Memory.DirtyOfThresholdPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.85,
            Title = $"{who} faster than storage takes it: {backlog.Mean / 1024:N0} MiB wait in memory{drain}",
            Why = $"Written data stays in memory until the device has taken it. It stands at {share:0} % of what the kernel allows; beyond the middle of its two limits it puts every writer to sleep, "
                + "and every fsync must wait behind what is queued.",
            Evidence =
            [
                new("dirty and writeback data", backlog.Mean * 1024, "bytes", Thresholds.Memory.DirtyMinimumBytes, "/proc/meminfo Dirty+Writeback"),
                new("share of the dirty threshold", share, "percent", Thresholds.Memory.DirtyOfThresholdPercent, "/proc/vmstat nr_dirty_threshold"),
                new("I/O pressure, some", observation.Bursts.IoSome.Percent, "percent", Thresholds.Disk.PressureSomePercent, "/proc/pressure/io"),
            ],
            Culprits = writers,
            Victims = [.. observation.Blocked.Where(b => b.Looks > 1).Take(Parties.LargestCount).Select(b => new Party(PartyKind.Thread, b.Comm) { Pid = b.Pid, Tid = b.Tid, Detail = b.WaitChannel is null ? "waits in state D" : $"waits in {b.WaitChannel}" })],
            Next =
            [
                new("sonde pidstat -d 1 5", "who writes how much"),
                new("sonde iostat -x 1 5", "how fast the device takes it"),
            ],
            Fix =
            [
                new("Write less, or more slowly: the job that fills the backlog rarely needs to be this fast", "the job takes longer"),
                new("Begin writing out earlier, so that the backlog stays small", "less merging of writes", "sysctl vm.dirty_background_bytes=67108864 vm.dirty_bytes=268435456", "sysctl vm.dirty_background_ratio=10 vm.dirty_ratio=20"),
            ],
        };
    }
}

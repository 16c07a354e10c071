using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>A device is busy all the time, more is queued than it serves at once, and tasks wait for it.</summary>
internal sealed class DiskSaturatedRule : DiskRule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Disk.Saturated];

    /// <inheritdoc/>
    protected override void Judge(Observation observation, DiskLoad load, Judgement judgement)
    {
        if (!load.IsBusy || !load.IsQueued)
            return;
        IReadOnlyList<Party> culprits = load.Users(DiskLoad.ReadsAndWrites);
        IReadOnlyList<Party> victims = load.Victims(culprits.Where(c => c.Share >= 0.3));
        bool isBackground = load.BackgroundPercent >= Thresholds.Disk.BackgroundWritePercent && victims.Count == 0;
        if (!isBackground && !load.TasksWait)
            return;
        double queueLimit = load.Limits.QueueLength;
        string main = Main(culprits) ?? "Several tasks";
        judgement.Report(new Finding
        {
            Id = FindingIds.Disk.Saturated,
            Severity = Weigh(load, isBackground),
            Confidence = double.IsNaN(load.Pressure) ? 0.75 : 0.95,
            Title = isBackground
                ? $"{main} fills {load.Device.Name} with background writes; nobody waits for it"
                : $"{main} asks more of disk {load.Device.Name} than it can serve: {UnitText.Number(load.Rates.QueueSize)} requests queue",
            Why = $"The device had work {UnitText.Percent(Math.Min(100, load.Rates.UtilizationPercent))} of the time with {load.Queue}; {load.Limits.Name} serves about {UnitText.Number(queueLimit)} at once. "
                + (isBackground
                    ? "It writes out cached file data, which no program waits for."
                    : $"In {UnitText.Percent(load.Pressure)} of the time some task waited for storage: what it asks for stands in the queue behind the rest."),
            Evidence = Proof.Of(
                load.UtilizationEvidence,
                load.QueueEvidence(queueLimit),
                load.AwaitEvidence(null),
                load.PressureEvidence,
                new("requests", load.Rates.RequestsPerSecond, "requests/s", null, "/proc/diskstats"),
                new("throughput", load.Rates.KibibytesPerSecond * 1024, "bytes/s", null, "/proc/diskstats sectors"),
                new("written out by the page cache", load.BackgroundPercent, "percent", isBackground ? Thresholds.Disk.BackgroundWritePercent : null, "/proc/vmstat nr_written")),
            Culprits = culprits,
            Victims = victims,
            Next = Next(load, culprits),
            Fix =
            [
                new("Stop or move what need not run now: backup, copy, reindex, debug logging", "none"),
                new("Ask for less: cache, indexes, larger and sequential requests, compression", "none"),
                new("Bound the heavy user's bandwidth in its own group, so that others get their turn", "it takes longer", "systemctl set-property --runtime UNIT IOReadBandwidthMax='/ 100M' IOWriteBandwidthMax='/ 100M'", "systemctl set-property --runtime UNIT IOReadBandwidthMax= IOWriteBandwidthMax="),
            ],
        });
    }

    // One program can keep a quick device full by itself: that is critical only where requests, too, take long.
    private static Severity Weigh(DiskLoad load, bool isBackground)
    {
        if (isBackground)
            return Severity.Info;
        bool isSlow = load.Rates.QueueSize >= load.Limits.QueueLengthCritical || load.Rates.AwaitMilliseconds >= load.Limits.AwaitMilliseconds;
        return load.TasksWaitBadly && isSlow ? Severity.Critical : Severity.Warning;
    }
}

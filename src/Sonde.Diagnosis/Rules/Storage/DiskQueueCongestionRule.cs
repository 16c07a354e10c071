using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>The request queue of a device is nearly full: tasks wait to hand requests in.</summary>
internal sealed class DiskQueueCongestionRule : DiskRule
{
    private const string TagWait = "blk_mq_get_tag";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Disk.QueueCongestion];

    /// <inheritdoc/>
    protected override void Judge(Observation observation, DiskLoad load, Judgement judgement)
    {
        double places = load.Device.QueueLimit * (double.IsNaN(load.Device.HardwareQueues) ? 1 : load.Device.HardwareQueues);
        Series inFlight = load.Device.Bursts.InFlight;
        double share = inFlight.Mean * 100 / places;
        int waiting = observation.Blocked.Count(b => b.WaitChannel == TagWait);
        bool isFull = share >= Thresholds.Disk.QueueOfLimitPercent && Proof.Sustained(inFlight, places * Thresholds.Disk.QueueOfLimitPercent / 100);
        if (!isFull || !load.TasksWait)
            return;
        IReadOnlyList<Party> culprits = load.Users(DiskLoad.ReadsAndWrites);
        judgement.Report(new Finding
        {
            Id = FindingIds.Disk.QueueCongestion,
            Severity = share >= Thresholds.Disk.QueueOfLimitPercentCritical && load.TasksWaitBadly ? Severity.Critical : Severity.Warning,
            Confidence = waiting > 0 ? 0.95 : 0.8,
            Title = $"{Main(culprits) ?? "Several tasks"} keeps the request queue of {load.Device.Name} nearly full: {UnitText.Number(inFlight.Mean)} of {UnitText.Number(places)} places",
            Why = $"On average {UnitText.Percent(share)} of the places in the device's queue were taken. When none is left the next task sleeps before it can even hand its request in, urgent reads included.",
            Evidence = Proof.Of(
                new("requests in flight of the queue's places", share, "percent", Thresholds.Disk.QueueOfLimitPercent, "/proc/diskstats, /sys/block/*/queue/nr_requests"),
                new("tasks waiting for a place", waiting, "tasks", null, "/proc/PID/wchan blk_mq_get_tag"),
                load.PressureEvidence,
                load.AwaitEvidence(null)),
            Culprits = culprits,
            Victims = load.Victims(culprits),
            Next = Next(load, culprits),
            Fix =
            [
                new("Make the depth smaller where it is made: fewer parallel jobs, a smaller iodepth", "none"),
                new("Let reads pass the writes", "nr_requests returns to its default", $"echo mq-deadline > /sys/block/{Wording.Quote(load.Device.Name)}/queue/scheduler", $"echo {Wording.Quote(load.Device.Scheduler.Length > 0 ? load.Device.Scheduler : "none")} > /sys/block/{Wording.Quote(load.Device.Name)}/queue/scheduler"),
            ],
        });
    }
}

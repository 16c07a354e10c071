using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>The I/O scheduler does not suit a busy device.</summary>
internal sealed class DiskSchedulerMismatchRule : DiskRule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Disk.SchedulerMismatch];

    /// <inheritdoc/>
    protected override void Judge(Observation observation, DiskLoad load, Judgement judgement)
    {
        BlockDevice device = load.Device;
        bool isUnsorted = device.Kind == StorageMedium.Rotational && device.Scheduler == "none" && load.IsBusy;
        bool isHeavy = device.Kind == StorageMedium.Nvme && device.Scheduler == "bfq" && load.Rates.RequestsPerSecond >= Thresholds.Disk.SchedulerHeavyRequestsPerSecond;
        if (!isUnsorted && !isHeavy)
            return;
        string better = isHeavy ? "none" : "mq-deadline";
        string path = $"/sys/block/{Wording.Quote(device.Name)}/queue/scheduler";
        judgement.Report(new Finding
        {
            Id = FindingIds.Disk.SchedulerMismatch,
            Severity = Severity.Info,
            Confidence = 0.7,
            Title = $"Scheduler {device.Scheduler} does not suit {device.Name}, {load.Limits.Name} at {UnitText.Number(load.Rates.RequestsPerSecond)} requests a second; {better} would",
            Why = isHeavy
                ? "bfq takes one lock for the whole device at each request, which costs more than its order gains at this rate."
                : "Without a scheduler requests reach a turning disk in the order they were made, and each costs a full seek; a scheduler sorts them and keeps reads from starving.",
            Evidence = Proof.Of(
                new("requests", load.Rates.RequestsPerSecond, "requests/s", isHeavy ? Thresholds.Disk.SchedulerHeavyRequestsPerSecond : null, "/proc/diskstats"),
                load.UtilizationEvidence),
            Culprits = [load.Party],
            Next = [new($"cat {path}", "the scheduler in use, in brackets, and the others")],
            Fix = [new($"Measure with {better}", "requests drain for a moment; nr_requests and iosched values are reset", $"echo {better} > {path}", $"echo {device.Scheduler} > {path}")],
        });
    }
}

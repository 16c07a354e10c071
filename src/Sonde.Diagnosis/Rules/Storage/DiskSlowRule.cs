using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>A device answers slowly although no queue explains it.</summary>
internal sealed class DiskSlowRule : DiskRule
{
    /// <summary>A queue in more of the samples than this, percent, would explain the latency: then it is load and not the device.</summary>
    private const double QueuedSamplesPercent = 20;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Disk.SlowDevice];

    /// <inheritdoc/>
    protected override void Judge(Observation observation, DiskLoad load, Judgement judgement)
    {
        // Background write-out comes in batches that wait for each other; its latency is its own doing.
        bool judgesWrites = !(load.BufferedPercentOfWrites >= Thresholds.Disk.BackgroundWritePercent);
        double writes = judgesWrites ? load.Rates.WriteAwaitMilliseconds : double.NaN;
        double slowest = Math.Max(Known(load.Rates.ReadAwaitMilliseconds), Known(writes));
        double limit = load.Limits.AwaitMilliseconds;
        if (!(slowest >= limit) || load.IsQueued || load.Device.Bursts.QueueSize.PercentAtLeast(load.Limits.QueueLength) > QueuedSamplesPercent || !load.TasksWait)
            return;
        string direction = slowest.Equals(load.Rates.ReadAwaitMilliseconds) ? "reads" : "writes";
        IReadOnlyList<Party> culprits = [load.Party];
        judgement.Report(new Finding
        {
            Id = FindingIds.Disk.SlowDevice,
            Severity = slowest >= load.Limits.AwaitMillisecondsCritical && load.TasksWaitBadly ? Severity.Critical : Severity.Warning,
            Confidence = 0.8,
            Title = $"Disk {load.Device.Name} answers slowly: {direction} take {UnitText.Milliseconds(slowest)} although little is queued",
            Why = $"{load.Limits.Name} usually answers far below {UnitText.Milliseconds(limit)}, and a queue of {UnitText.Number(load.Rates.QueueSize)} does not explain {UnitText.Milliseconds(slowest)}. "
                + $"In {UnitText.Percent(load.Pressure)} of the time some task waited for storage; suspects are the device, its path, a limit of the provider, or a rebuild.",
            Evidence = Proof.Of(
                new($"latency of {direction}", slowest, "ms", limit, "/proc/diskstats"),
                load.QueueEvidence(load.Limits.QueueLength),
                load.PressureEvidence,
                new("mean request size", load.Rates.RequestKibibytes * 1024, "bytes", null, "/proc/diskstats"),
                new("requests", load.Rates.RequestsPerSecond, "requests/s", null, "/proc/diskstats")),
            Culprits = culprits,
            Victims = load.Victims([]),
            Next =
            [
                new($"sonde iostat -x {Wording.Quote(load.Device.Name)} 1 5", "whether it stays slow, and in which direction"),
                new("dmesg -T --level=err,warn | tail -50", "time-outs, resets and errors of the device"),
                new($"smartctl -a /dev/{Wording.Quote(load.Device.Name)}", "the device's own account of its health"),
            ],
            Fix =
            [
                new("Cloud volume: check its burst credits and provisioned rate with the provider", "price"),
                new("RAID: look for a rebuild or check in /proc/mdstat and lower its speed", "longer without redundancy", "sysctl dev.raid.speed_limit_max=50000", "sysctl dev.raid.speed_limit_max=200000"),
                new("Replace the device if neighbours of the same model are fast", "downtime"),
            ],
        });
    }

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;
}

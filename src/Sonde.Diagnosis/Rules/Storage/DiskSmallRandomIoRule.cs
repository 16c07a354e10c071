using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>A device is kept busy by many small requests that are not adjacent.</summary>
internal sealed class DiskSmallRandomIoRule : DiskRule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Disk.SmallRandomIo];

    /// <inheritdoc/>
    protected override void Judge(Observation observation, DiskLoad load, Judgement judgement)
    {
        double bytes = load.Rates.RequestKibibytes * 1024;
        double merges = load.Rates.ReadMergesPerSecond + load.Rates.WriteMergesPerSecond;
        double merged = merges * 100 / (merges + load.Rates.RequestsPerSecond);
        double rate = load.Rates.RequestsPerSecond;
        bool isSmall = bytes <= Thresholds.Disk.SmallRequestBytes && merged <= Thresholds.Disk.RandomMergedPercent && rate >= load.Limits.SmallRequestsPerSecond;
        if (!isSmall || !load.IsBusy || !load.TasksWait)
            return;
        IReadOnlyList<Party> culprits = load.Users(DiskLoad.ReadsAndWrites);
        IReadOnlyList<Party> victims = load.Victims(culprits.Where(c => c.Share >= 0.3));
        // Where the device is saturated that finding leads, and this one tells what kind of load it is; a program that waits for itself alone harms nobody.
        bool leads = !IsReported(judgement, FindingIds.Disk.Saturated, load) && victims.Count > 0;
        string direction = load.Rates.ReadsPerSecond >= load.Rates.WritesPerSecond ? "reads" : "writes";
        judgement.Report(new Finding
        {
            Id = FindingIds.Disk.SmallRandomIo,
            Severity = leads ? Severity.Warning : Severity.Info,
            Confidence = 0.8,
            Title = $"{Main(culprits) ?? "The load"} keeps {load.Device.Name} busy with {UnitText.Number(rate)} requests a second of {UnitText.Bytes(bytes)}, mostly {direction}",
            Why = $"Requests of {UnitText.Bytes(bytes)} that hardly merge ({UnitText.Percent(merged)}) cost a device as much time as large ones, so it is busy with {UnitText.KibibytesPerSecond(load.Rates.KibibytesPerSecond)} only. Larger or fewer requests get more out of it.",
            Evidence = Proof.Of(
                new("mean request size", bytes, "bytes", Thresholds.Disk.SmallRequestBytes, "/proc/diskstats"),
                new("merged requests", merged, "percent", Thresholds.Disk.RandomMergedPercent, "/proc/diskstats"),
                new("requests", rate, "requests/s", load.Limits.SmallRequestsPerSecond, "/proc/diskstats"),
                load.UtilizationEvidence,
                load.PressureEvidence),
            Culprits = culprits,
            Victims = victims,
            Next = Next(load, culprits),
            Fix =
            [
                new("Read from memory: a larger buffer pool or page cache, an index that covers the query", "memory"),
                new("Batch: group commits, larger pages, keys sorted before lookup", "none"),
                new("A faster class of device, or provisioned operations", "price"),
            ],
        });
    }
}

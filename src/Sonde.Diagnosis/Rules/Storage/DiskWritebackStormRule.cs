using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>Write-out of cached file data fills a device, and somebody else waits behind it.</summary>
internal sealed class DiskWritebackStormRule : DiskRule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Disk.WritebackStorm];

    /// <inheritdoc/>
    protected override void Judge(Observation observation, DiskLoad load, Judgement judgement)
    {
        double written = observation.VirtualMemoryRate("nr_written") * 4096;
        double share = load.Rates.WriteKibibytesPerSecond * 100 / load.Rates.KibibytesPerSecond;
        bool isStorm = written >= Thresholds.Disk.WritebackBytesPerSecond && share >= Thresholds.Disk.WritebackSharePercent && load.IsBusy && load.TasksWait
            && load.BufferedPercentOfWrites >= Thresholds.Disk.BackgroundWritePercent;
        // Whoever syncs its own writes does not leave them to the background: that is told as what it is.
        if (!isStorm || IsReported(judgement, FindingIds.Disk.FsyncStall, load))
            return;
        IReadOnlyList<Party> culprits = load.Users(t => t.WriteKibibytesPerSecond);
        IReadOnlyList<Party> victims = load.Victims(culprits.Where(c => c.Share >= 0.2));
        if (victims.Count == 0)
            return;
        judgement.Report(new Finding
        {
            Id = FindingIds.Disk.WritebackStorm,
            Severity = Severity.Warning,
            Confidence = 0.8,
            Title = $"Write-out of cached data, {UnitText.Bytes(written)}/s mostly from {Main(culprits) ?? "programs that have ended"}, fills {load.Device.Name} while {victims[0].Name} waits",
            Why = $"{UnitText.Percent(share)} of the device's bytes are cached file data on their way out, and it was busy {UnitText.Percent(Math.Min(100, load.Rates.UtilizationPercent))} of the time. Reads and syncs stand behind it: in {UnitText.Percent(load.Pressure)} of the time some task waited for storage.",
            Evidence = Proof.Of(
                new("written out", written, "bytes/s", Thresholds.Disk.WritebackBytesPerSecond, "/proc/vmstat nr_written"),
                new("writes of the device's bytes", share, "percent", Thresholds.Disk.WritebackSharePercent, "/proc/diskstats"),
                load.UtilizationEvidence,
                load.PressureEvidence,
                new("latency of reads", load.Rates.ReadAwaitMilliseconds, "ms", load.Limits.AwaitMilliseconds, "/proc/diskstats")),
            Culprits = culprits,
            Victims = victims,
            Next = Next(load, culprits),
            Fix =
            [
                new("Let the writer write steadily: a bandwidth limit, direct I/O, or a sync now and then", "it takes longer"),
                new("Begin writing out earlier, in smaller waves", "less merging of writes", "sysctl vm.dirty_background_bytes=67108864", "sysctl vm.dirty_background_ratio=10"),
            ],
        });
    }
}

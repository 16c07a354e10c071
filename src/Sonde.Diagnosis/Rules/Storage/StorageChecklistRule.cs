using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>Answers the questions about storage that nothing worse than information was found for. Runs after the area's other rules.</summary>
internal sealed class StorageChecklistRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        if (!Accuses(judgement, FindingIds.Disk.Saturated, FindingIds.Disk.SlowDevice, FindingIds.Disk.QueueCongestion, FindingIds.Disk.FsyncStall, FindingIds.Disk.WritebackStorm, FindingIds.Disk.SmallRandomIo, FindingIds.Disk.CgroupThrottled))
            RuleOutDisks(observation, judgement);
        if (!Accuses(judgement, FindingIds.FileSystem.Full, FindingIds.FileSystem.InodesFull))
            RuleOutFullness(observation, judgement);
        if (!Accuses(judgement, FindingIds.Disk.Errors, FindingIds.FileSystem.ReadOnly, FindingIds.FileSystem.StaleMount))
            RuleOutErrors(observation, judgement);
    }

    private static bool Accuses(Judgement judgement, params string[] ids) => judgement.Findings.Any(f => f.Severity > Severity.Info && ids.Contains(f.Id, StringComparer.Ordinal));

    private static void RuleOutDisks(Observation observation, Judgement judgement)
    {
        double pressure = observation.Bursts.IoSome.Percent;
        BlockDevice? busiest = observation.Disks.Where(d => d.Kind != StorageMedium.Stacked && d.Rates.UtilizationPercent >= 0).MaxBy(d => d.Rates.UtilizationPercent);
        if (busiest is null || !(pressure >= 0))
            return;
        DiskLoad load = new(observation, busiest);
        // Where tasks wait and a disk is at its limit there is no proof of health, even if no rule was sure enough to speak.
        bool atLimit = load.IsQueued || load.Rates.AwaitMilliseconds >= load.Limits.AwaitMilliseconds;
        if (load.TasksWait && atLimit)
            return;
        string answer = pressure < Thresholds.Disk.PressureSomePercent
            ? $"no: tasks waited for storage {UnitText.Percent(pressure)} of the time; {busiest.Name}, the busiest disk, was used {UnitText.Percent(Math.Min(100, busiest.Rates.UtilizationPercent))} with {UnitText.Number(busiest.Rates.QueueSize)} requests queued"
            : $"not by a queue: {busiest.Name} held {UnitText.Number(busiest.Rates.QueueSize)} requests and answered in {UnitText.Milliseconds(busiest.Rates.AwaitMilliseconds)}, though tasks waited for storage {UnitText.Percent(pressure)} of the time";
        judgement.RuleOut("Is a disk the bottleneck?", answer, Proof.Of(load.PressureEvidence, load.UtilizationEvidence, load.QueueEvidence(load.Limits.QueueLength)));
    }

    private static void RuleOutFullness(Observation observation, Judgement judgement)
    {
        List<FileSystemUsage> known = [.. observation.FileSystems.Where(u => u.Unavailability is null && u.TotalBytes > 0 && !u.IsReadOnly)];
        if (known.MaxBy(u => u.UsedPercent) is not { } fullest)
            return;
        FileSystemUsage? inodes = known.Where(u => u.InodesUsedPercent >= 0).MaxBy(u => u.InodesUsedPercent);
        string second = inodes is null ? "" : $"; inodes at most {UnitText.Percent(inodes.InodesUsedPercent)} ({inodes.MountPoint})";
        judgement.RuleOut(
            "Is a file system full?",
            $"no: {fullest.MountPoint}, the fullest, is {UnitText.Percent(fullest.UsedPercent)} full with {UnitText.Bytes(fullest.AvailableBytes)} left{second}",
            Proof.Of(
                new("space used", fullest.UsedPercent, "percent", Thresholds.FileSystem.UsedPercent, "statfs"),
                new("inodes used", inodes?.InodesUsedPercent ?? double.NaN, "percent", Thresholds.FileSystem.InodesUsedPercent, "statfs")));
    }

    private static void RuleOutErrors(Observation observation, Judgement judgement)
    {
        if (observation.KernelLog.Unavailability is not null || observation.FileSystems.Count == 0)
            return;
        int old = observation.KernelLog.Of(KernelEventKind.StorageError).Concat(observation.KernelLog.Of(KernelEventKind.FileSystemError)).Count();
        string answer = old == 0 ? "no: the kernel log has no failed request and no damaged file system" : $"not lately: {Wording.Count(old, "old message")} in the kernel log";
        judgement.RuleOut(
            "Do disks or file systems report errors?",
            $"{answer}, and {(observation.FileSystems.Count == 1 ? "the one file system answers" : $"all {observation.FileSystems.Count} file systems answer")}",
            new Evidence("failed requests", old, "messages", Thresholds.Disk.Errors, "/dev/kmsg"));
    }
}

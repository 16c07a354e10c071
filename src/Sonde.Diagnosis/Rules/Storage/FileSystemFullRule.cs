using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>A file system has hardly any space left, or loses it so fast that it soon will have none.</summary>
internal sealed class FileSystemFullRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.FileSystem.Full];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        foreach (FileSystemUsage usage in observation.FileSystems)
        {
            if (usage.Unavailability is not null || usage.IsReadOnly || !(usage.TotalBytes > 0))
                continue;
            double secondsLeft = usage.GrowthBytesPerSecond >= Thresholds.FileSystem.FillBytesPerSecond ? usage.AvailableBytes / usage.GrowthBytesPerSecond : double.NaN;
            bool isCritical = usage.UsedPercent >= Thresholds.FileSystem.UsedPercentCritical && usage.AvailableBytes < Thresholds.FileSystem.FreeBytesCritical;
            bool isFull = usage.UsedPercent >= Thresholds.FileSystem.UsedPercent && usage.AvailableBytes < Thresholds.FileSystem.FreeBytes;
            bool fillsUp = secondsLeft <= Thresholds.FileSystem.FullWithinSeconds && usage.UsedPercent >= Thresholds.FileSystem.ForecastUsedPercent;
            if (isCritical || isFull || fillsUp)
                judgement.Report(Describe(observation, usage, secondsLeft, isCritical ? Severity.Critical : Severity.Warning));
        }
    }

    private static Finding Describe(Observation observation, FileSystemUsage usage, double secondsLeft, Severity severity)
    {
        IReadOnlyList<Party> culprits = FileSystemParties.Culprits(observation, usage);
        string mount = Wording.Quote(usage.MountPoint);
        string state = usage.AvailableBytes > 0 ? $"{UnitText.Percent(usage.UsedPercent)} full, {UnitText.Bytes(usage.AvailableBytes)} left" : "full: no space left for ordinary users";
        string forecast = secondsLeft <= Thresholds.FileSystem.FullWithinSeconds ? $", gone in {UnitText.Seconds(Math.Round(secondsLeft))}" : "";
        return new Finding
        {
            Id = FindingIds.FileSystem.Full,
            Severity = severity,
            Confidence = 0.95,
            Title = $"{usage.MountPoint} is {state}{forecast}{FileSystemParties.Writer(culprits)}",
            Why = "Every write that needs new space fails with ENOSPC once it is gone: logs stop, databases stop accepting changes, and programs that do not check lose data. "
                + (usage.Writers.Count > 0
                    ? $"{Wording.Task(usage.Writers[0].Comm, usage.Writers[0].Pid)} has {usage.Writers[0].LargestFile} open for writing."
                    : "Which process writes most there could not be seen."),
            Evidence = Proof.Of(
                new("space used", usage.UsedPercent, "percent", Thresholds.FileSystem.UsedPercent, "statfs"),
                new("space left", usage.AvailableBytes, "bytes", Thresholds.FileSystem.FreeBytes, "statfs"),
                new("growth", usage.GrowthBytesPerSecond, "bytes/s", null, "statfs at both ends of the window"),
                new("time until full", secondsLeft, "seconds", Thresholds.FileSystem.FullWithinSeconds, "statfs at both ends of the window")),
            Culprits = culprits,
            Next =
            [
                new($"du -xh --max-depth=2 {mount} | sort -h | tail -20", "where the space is"),
                new($"lsof +L1 {mount}", "files that are deleted but still open: their space comes back when the owner closes them"),
            ],
            Fix =
            [
                new("Remove what is no longer needed: old logs, package caches, core dumps", "no undo", usage.MountPoint == "/" ? "journalctl --vacuum-size=500M" : null),
                new("Stop the growth at its source: log level, rotation, retention", "none"),
                new("Grow the volume and the file system", "shrinking again is hard"),
            ],
        };
    }
}

using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>A file system has hardly any inodes left: no file can be made although there is space.</summary>
internal sealed class FileSystemInodesFullRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.FileSystem.InodesFull];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        foreach (FileSystemUsage usage in observation.FileSystems)
        {
            if (usage.Unavailability is not null || usage.IsReadOnly || !(usage.InodesUsedPercent >= Thresholds.FileSystem.InodesUsedPercent))
                continue;
            IReadOnlyList<Party> culprits = FileSystemParties.Culprits(observation, usage);
            string mount = Wording.Quote(usage.MountPoint);
            bool isCritical = usage.InodesUsedPercent >= Thresholds.FileSystem.InodesUsedPercentCritical;
            string state = usage.InodesFree > 0 ? $"has used {UnitText.Percent(usage.InodesUsedPercent)} of its inodes, {UnitText.Number(usage.InodesFree)} left" : "has no inode left";
            judgement.Report(new Finding
            {
                Id = FindingIds.FileSystem.InodesFull,
                Severity = isCritical ? Severity.Critical : Severity.Warning,
                Confidence = 0.95,
                Title = $"{usage.MountPoint} {state}: {(isCritical ? "new files fail" : "soon new files fail")} although {UnitText.Bytes(usage.AvailableBytes)} are free{FileSystemParties.Writer(culprits)}",
                Why = $"Each file and directory takes one of {UnitText.Number(usage.Inodes)} inodes, whose number was fixed when the file system was made. Making a file fails with \"No space left on device\" when they are used up; very many small files are the cause.",
                Evidence = Proof.Of(
                    new("inodes used", usage.InodesUsedPercent, "percent", Thresholds.FileSystem.InodesUsedPercent, "statfs"),
                    new("inodes left", usage.InodesFree, "inodes", null, "statfs"),
                    new("space left", usage.AvailableBytes, "bytes", null, "statfs")),
                Culprits = culprits,
                Next = [new($"du --inodes -x --max-depth=3 {mount} | sort -n | tail -20", "which directory holds so many files")],
                Fix =
                [
                    new("Delete stale files in bulk: sessions, caches, mail queues; look at the list with -print first", "no undo", $"find {mount} -xdev -type f -mmin +1440 -print"),
                    new("Stop the source: a missing clean-up job, a cache without a bound", "none"),
                    new("Grow the file system or make it anew with more inodes (mkfs.ext4 -N)", "downtime"),
                ],
            });
        }
    }
}

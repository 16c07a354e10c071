using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>A file system was switched to read-only after an error, or found damage.</summary>
internal sealed class FileSystemReadOnlyRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.FileSystem.ReadOnly];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        List<KernelEvent> messages = [.. observation.KernelLog.Of(KernelEventKind.FileSystemError)];
        foreach (FileSystemUsage usage in observation.FileSystems)
        {
            List<KernelEvent> own = [.. messages.Where(m => m.Subject == usage.DeviceName)];
            messages.RemoveAll(own.Contains);
            bool isNews = own.Exists(m => Proof.IsRecent(observation, m));
            if (usage.TurnedReadOnly || own.Count > 0)
                judgement.Report(Describe(FileSystemParties.Device(usage), usage.MountPoint, usage.TurnedReadOnly, isNews, own));
        }

        // Damage on a device that is not mounted any more, or in another mount namespace.
        foreach (IGrouping<string?, KernelEvent> left in messages.GroupBy(m => m.Subject))
        {
            string name = left.Key ?? "unknown device";
            judgement.Report(Describe(new Party(PartyKind.Device, name), name, false, left.Any(m => Proof.IsRecent(observation, m)), [.. left]));
        }
    }

    private static Finding Describe(Party device, string place, bool isReadOnly, bool isNews, List<KernelEvent> messages) => new()
    {
        Id = FindingIds.FileSystem.ReadOnly,
        Severity = isReadOnly ? Severity.Critical : isNews ? Severity.Warning : Severity.Info,
        Confidence = isReadOnly && messages.Count == 0 ? 0.8 : 0.95,
        Title = isReadOnly ? $"{place} turned read-only: every write to it fails" : $"The file system at {place} reports damage: {Wording.Count(messages.Count, "kernel message")}",
        Why = (isReadOnly
                ? "It was mounted for writing, and the kernel took that back to keep an error from spreading. "
                : "The kernel found the structure of the file system wrong; it may be switched to read-only at the next error. ")
            + (messages.Count > 0 ? $"The last message: \"{messages[^1].Text}\"." : "The kernel log that would tell why is not available."),
        Evidence = Proof.Of(
            new("turned read-only", isReadOnly ? 1 : 0, "count", 1, "/proc/self/mountinfo super options"),
            new("file system errors", messages.Count, "messages", 1, "/dev/kmsg")),
        Culprits = [device],
        Next =
        [
            new("dmesg -T | grep -E 'EXT4-fs|XFS|BTRFS|I/O error|journal' | tail -40", "what went wrong, and whether the device failed first"),
            new($"sonde explain {FindingIds.FileSystem.ReadOnly}", "how to save data and repair"),
        ],
        Fix =
        [
            new("Save what can still be read to another disk first", "none"),
            new("Repair offline: unmount, then e2fsck -f or xfs_repair -n", "files can land in lost+found"),
        ],
    };
}

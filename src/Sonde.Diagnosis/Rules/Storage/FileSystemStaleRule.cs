using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>A mount does not answer: whoever touches it hangs.</summary>
internal sealed class FileSystemStaleRule : Rule
{
    private static readonly string[] Waits = ["rpc_wait_bit_killable", "nfs_wait_bit_killable", "request_wait_answer", "fuse_", "wait_for_response", "nfs4_", "ceph_"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.FileSystem.StaleMount];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        foreach (FileSystemUsage usage in observation.FileSystems.Where(u => u.IsUnresponsive))
        {
            List<Party> victims =
            [
                .. observation.Blocked.Where(b => b.WaitChannel is { } channel && Waits.Any(w => channel.StartsWith(w, StringComparison.Ordinal))).DistinctBy(b => b.Tid).Take(Parties.LargestCount)
                    .Select(b => new Party(PartyKind.Thread, b.Comm) { Pid = b.Pid, Tid = b.Tid, Detail = $"waits in {b.WaitChannel}" }),
            ];
            string mount = Wording.Quote(usage.MountPoint);
            judgement.Report(new Finding
            {
                Id = FindingIds.FileSystem.StaleMount,
                Severity = victims.Count > 0 ? Severity.Critical : Severity.Warning,
                Confidence = victims.Count > 0 ? 0.95 : 0.8,
                Title = $"{usage.MountPoint} ({usage.Type} from {usage.Source}) does not answer{(victims.Count > 0 ? $"; {Wording.Count(victims.Count, "task")} hang on it" : "")}",
                Why = $"{usage.Unavailability?.Because ?? "It gave no answer"}. Every program that touches it, df and backups included, sleeps until the server or daemon behind it is back.",
                Evidence =
                [
                    new("time without an answer", Thresholds.FileSystem.AnswerTimeoutMilliseconds, "ms", Thresholds.FileSystem.AnswerTimeoutMilliseconds, "statfs"),
                    new("tasks hanging", victims.Count, "tasks", null, "/proc/PID/wchan"),
                ],
                Culprits = [FileSystemParties.Device(usage)],
                Victims = victims,
                Next =
                [
                    new($"grep -F {mount} /proc/mounts", "server and options; this does not touch the mount"),
                    new("dmesg -T | grep 'not responding' | tail", "since when the server does not answer"),
                ],
                Fix =
                [
                    new("Bring the server or the daemon back: waiting programs then go on by themselves", "none"),
                    new("Give the mount up", "data not yet written to it is lost", $"umount -f -l {mount}", $"mount {mount}"),
                ],
            });
        }
    }
}

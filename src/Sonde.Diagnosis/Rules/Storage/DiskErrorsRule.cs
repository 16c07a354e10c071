using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>Requests to a device failed, as the kernel log tells.</summary>
internal sealed class DiskErrorsRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Disk.Errors];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        foreach (IGrouping<string, KernelEvent> device in observation.KernelLog.Of(KernelEventKind.StorageError).GroupBy(e => DiskOf(observation, e.Subject), StringComparer.Ordinal))
        {
            List<KernelEvent> messages = [.. device];
            int now = messages.Count(m => m.IsInWindow);
            bool isRecent = messages.Exists(m => Proof.IsRecent(observation, m));
            string name = device.Key.Length > 0 ? device.Key : "a device";
            KernelEvent last = messages[^1];
            judgement.Report(new Finding
            {
                Id = FindingIds.Disk.Errors,
                Severity = now > 0 ? Severity.Critical : isRecent ? Severity.Warning : Severity.Info,
                Confidence = 0.95,
                Title = $"Requests to {name} failed: {Wording.Count(messages.Count, "kernel message")}, {(now > 0 ? "still coming" : $"the last {UnitText.Seconds((observation.Last.SinceBoot - last.At).TotalSeconds)} ago")}",
                Why = $"The kernel reports: \"{last.Text}\". The driver tries again before it gives up, so errors also make a device slow, and the next one may lose data.",
                Evidence =
                [
                    new("error messages in the window", now, "messages", Thresholds.Disk.Errors, "/dev/kmsg"),
                    new("error messages in the log", messages.Count, "messages", Thresholds.Disk.Errors, "/dev/kmsg"),
                ],
                Culprits = [new Party(PartyKind.Device, name) { Share = 1 }],
                Next =
                [
                    new("dmesg -T --level=err,warn | tail -50", "all messages around it"),
                    new($"smartctl -x /dev/{Wording.Quote(name)}", "the device's own account: reallocated and pending sectors, link errors"),
                    new("cat /proc/mdstat", "whether redundancy is left"),
                ],
                Fix =
                [
                    new("Check that the last backup is good before anything else", "none"),
                    new("Link or CRC errors: exchange cable or slot; medium errors: replace the device", "downtime"),
                    new("Virtual disk: ask the provider, restore from a snapshot", "data since the snapshot"),
                ],
            });
        }
    }

    // A message may name a partition or an NVMe controller.
    private static string DiskOf(Observation observation, string? subject) => observation.Disks.FirstOrDefault(d => d.IsMeantBy(subject))?.Name ?? subject ?? "";
}

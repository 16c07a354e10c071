using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Proc.Kernel;

namespace Sonde.Diagnosis.Rules.Machine;

/// <summary>The machine has nearly as many open files as it may have.</summary>
public sealed class FileLimitRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.System.FdLimit];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        FileHandles handles = observation.Last.FileHandles;
        double open = handles.IsAvailable ? (double)handles.Allocated - handles.Free : double.NaN;
        double used = open * 100 / handles.Maximum;
        if (!(used >= Thresholds.System.FilesPercent))
            return;
        List<DescriptorUsage> most = [.. observation.Descriptors.OrderByDescending(d => d.Open).Take(Parties.LargestCount)];
        string who = most.Count > 0 ? $"; {Wording.Task(most[0].Comm, most[0].Pid)} has {Wording.Number(most[0].Open)}" : "";
        judgement.Report(new Finding
        {
            Id = FindingIds.System.FdLimit,
            Severity = used >= Thresholds.System.FilesPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.95,
            Title = $"The machine has {Wording.Number(open)} of {Wording.Number(handles.Maximum)} possible files open{who}",
            Why = "fs.file-max limits the open files of all processes together. At the limit open, socket and accept fail with ENFILE for every program without privileges, also in containers.",
            Evidence = Proof.Of(
                new("open files", used, "percent of fs.file-max", Thresholds.System.FilesPercent, "/proc/sys/fs/file-nr"),
                new("open files", open, "files", null, "/proc/sys/fs/file-nr")),
            Culprits = [.. most.Select(d => new Party(PartyKind.Process, d.Comm) { Pid = d.Pid, Share = Math.Clamp(d.Open / open, 0, 1), Detail = $"{Wording.Number(d.Open)} descriptors" })],
            Next =
            [
                new("cat /proc/sys/fs/file-nr", "whether it still grows"),
                new("sonde pidstat -v 1 5", "descriptors by process"),
            ],
            Fix =
            [
                new("Stop or restart the process that holds them; see what it does not close.", "the service is away for a moment"),
                new("Raise the limit; a low one is often an old line in /etc/sysctl.d.", "kernel memory, in case of a leak", "sysctl fs.file-max=9223372036854775807", $"sysctl fs.file-max={handles.Maximum}"),
            ],
        });
    }
}

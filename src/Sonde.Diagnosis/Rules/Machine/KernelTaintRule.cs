using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Proc.Devices;

namespace Sonde.Diagnosis.Rules.Machine;

/// <summary>Something went wrong in the kernel since boot. Information, unless the log shows that it was just now.</summary>
public sealed class KernelTaintRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.System.KernelTaint];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        List<KernelTaintFlag> problems = observation.Hardware.Taint is { } mask ? [.. new KernelTaint(mask).Flags.Where(f => f.IsProblem)] : [];
        List<KernelEvent> events = [.. observation.KernelLog.Of(KernelEventKind.KernelBug)];
        if (problems.Count == 0 && events.Count == 0)
            return;
        bool hasDied = problems.Exists(p => p.Letter == 'D');
        bool isNow = events.Exists(e => e.IsInWindow);
        string what = problems.Count > 0 ? string.Join(", ", problems.Select(p => p.Meaning)) : "the kernel printed a warning or an oops";
        judgement.Report(new Finding
        {
            Id = FindingIds.System.KernelTaint,
            Severity = events.Count == 0 ? Severity.Info : isNow && hasDied ? Severity.Critical : Severity.Warning,
            // A mark of the past is certain; that it matters now is not.
            Confidence = events.Count > 0 ? 0.9 : 0.2,
            Title = $"The kernel is not in its best state: {what}",
            Why = (hasDied ? "After an oops locks and memory may be left in a bad state, so later trouble can come from there. " : "Once something went wrong, later trouble may follow from it. ")
                + (events.Count > 0 ? $"The kernel log says: {events[0].Text}" : "The kernel log of the last half hour has nothing about it, so it happened earlier."),
            Evidence = Proof.Of(
                new("taint flags", observation.Hardware.Taint ?? double.NaN, "bit mask", null, "/proc/sys/kernel/tainted"),
                new("reports in the last half hour", observation.KernelLog.Unavailability is null ? events.Count : double.NaN, "messages", 1, "kernel log")),
            Next = [new("dmesg -T | grep -n -m1 -A60 -E 'BUG:|Oops|WARNING: CPU|general protection'", "the first report; later ones follow from it")],
            Fix =
            [
                new(hasDied ? "Save the log (dmesg > FILE) and plan a reboot soon." : "Note the first function and the kernel version, and look whether a newer kernel fixes it.", hasDied ? "downtime" : "none"),
            ],
        });
    }
}

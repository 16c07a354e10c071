using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Machine;

/// <summary>The kernel's watchdog reported tasks that were blocked for minutes.</summary>
public sealed class HungTaskRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.System.HungTask];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        List<KernelEvent> events = [.. observation.KernelLog.Of(KernelEventKind.HungTask)];
        if (events.Count == 0)
            return;
        KernelEvent first = events[0];
        List<KernelEvent> still = [.. events.Where(e => IsStillBlocked(observation, e)).DistinctBy(e => e.Pid)];
        KernelEvent named = still.Count > 0 ? still[0] : events[^1];
        string who = named is { Comm: { } comm, Pid: { } pid } ? Wording.Task(comm, pid) : "a task";
        double ago = (observation.Last.SinceBoot - named.At).TotalSeconds;
        judgement.Report(new Finding
        {
            Id = FindingIds.System.HungTask,
            Severity = still.Count > 0 ? Severity.Critical : Severity.Info,
            Confidence = still.Count > 0 ? 0.95 : 0.2,
            Title = still.Count > 0 ? $"{who} has been blocked in the kernel for minutes, says its watchdog" : $"The kernel reported {who} blocked for minutes, {Wording.Number(Math.Max(0, ago / 60))} minutes ago; it has moved on",
            Why = $"A task that sleeps uninterruptibly for two minutes without running waits for something that does not come: a device, a server, or a lock whose holder waits itself. The first message counts, later ones often wait for the first. It says: {first.Text}",
            Evidence = Proof.Of(
                new("reports in the last half hour", events.Count, "messages", 1, "kernel log"),
                new("of them still blocked", still.Count, "tasks", null, "/proc/PID/stat state D")),
            Victims = [.. events.Where(e => e.Pid is not null).DistinctBy(e => e.Pid).Take(Parties.LargestCount).Select(e => new Party(PartyKind.Process, e.Comm ?? "task") { Pid = e.Pid })],
            Next =
            [
                new("dmesg | grep -m1 -A30 'blocked for more than'", "the first task's kernel stack"),
                new("ps -eLo state,pid,tid,wchan:32,comm | grep '^D'", "who is blocked now"),
            ],
            Fix = [new("Follow the stack: journal or block functions mean the disk, nfs and rpc the server, mutex and rwsem another task. Do not silence the watchdog; the hang stays.", "none")],
        });
    }

    private static bool IsStillBlocked(Observation observation, KernelEvent found) =>
        found.Pid is { } tid && (observation.Blocked.Any(b => b.Tid == tid) || observation.FindTask(tid) is TaskRates { Process.Stat.State: 'D' });
}

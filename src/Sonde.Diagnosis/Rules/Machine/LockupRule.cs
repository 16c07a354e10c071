using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Machine;

/// <summary>The kernel reported a CPU that did not schedule for many seconds.</summary>
public sealed class LockupRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.System.SoftLockup];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        List<KernelEvent> events = [.. observation.KernelLog.Of(KernelEventKind.Lockup)];
        if (events.Count == 0)
            return;
        bool isNow = events.Exists(e => e.IsInWindow);
        KernelEvent shown = events.LastOrDefault(e => e.IsInWindow) ?? events[^1];
        string task = shown is { Comm: { } comm, Pid: { } pid } ? $" while it ran {Wording.Task(comm, pid)}" : "";
        double steal = observation.Cpu.All.Steal;
        string host = steal >= Thresholds.Cpu.StealPercent ? " The hypervisor takes much CPU time, so the guest's CPU may not have run at all." : "";
        judgement.Report(new Finding
        {
            Id = FindingIds.System.SoftLockup,
            Severity = isNow ? Severity.Critical : Severity.Info,
            Confidence = isNow ? 0.85 : 0.2,
            Title = $"The kernel reports a CPU that was stuck{task}{(isNow ? "" : ", in the last half hour")}",
            Why = $"A CPU stayed in the kernel for seconds without letting anything else run: everything bound to it stood still. The kernel log says: {shown.Text}.{host}",
            Evidence = Proof.Of(
                new("reports in the last half hour", events.Count, "messages", 1, "kernel log"),
                new("stolen time", steal, "percent", null, "/proc/stat cpu steal")),
            Culprits = shown.Pid is { } culprit ? [new Party(PartyKind.Process, shown.Comm ?? "task") { Pid = culprit, Detail = "ran on the stuck CPU" }] : [],
            Next =
            [
                new("dmesg | grep -E -A30 'soft lockup|hard LOCKUP|detected stall'", "where the CPU stood (RIP) and the modules involved"),
                new("sonde mpstat -P ALL 1 5", "stolen time (%steal)"),
            ],
            Fix =
            [
                new("On a virtual machine ask for the host's state at that time first; nothing inside cures a host without CPUs.", "none"),
                new("Look up the function at RIP with the kernel version; update kernel, driver and firmware.", "a reboot"),
            ],
        });
    }
}

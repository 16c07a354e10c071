using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Memory;

/// <summary>The kernel killed a process because the machine was out of memory.</summary>
internal sealed class OomKillRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids => [FindingIds.Memory.OomKill];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        List<KernelEvent> logged = [.. observation.KernelLog.Of(KernelEventKind.OutOfMemoryKill)];
        int inWindow = logged.Count(e => e.IsInWindow);
        // The counter includes kills inside control groups; those are another finding. Groups that were removed since took their count with them, so that
        // without the log a kill is the machine's only if its memory was short.
        double groupKills = observation.Cgroups.Groups.Select(g => CgroupMemory.Own(observation.Cgroups, g, x => x.OomKills)).Where(k => k > 0).Sum();
        double counted = Counter.Growth(observation.First.VirtualMemory.OutOfMemoryKills, observation.Last.VirtualMemory.OutOfMemoryKills);
        bool unexplained = observation.KernelLog.Unavailability is not null && counted > groupKills
            && MemoryFacts.AvailablePercent(observation) <= Thresholds.Memory.AvailablePercent;
        if (logged.Count > 0 || unexplained)
            judgement.Report(Describe(observation, logged, Math.Max(inWindow, unexplained ? counted - groupKills : 0)));
    }

    private static Finding Describe(Observation observation, List<KernelEvent> logged, double inWindow)
    {
        KernelEvent? last = logged.Count > 0 ? logged[^1] : null;
        string victim = last is { Comm: { } comm, Pid: { } pid } ? Wording.Task(comm, pid) : "a process";
        string when = inWindow > 0 || last is null ? "just now" : $"{Wording.Count(Math.Max(0, Math.Round((observation.Last.SinceBoot - last.At).TotalMinutes)), "minute")} ago";
        return new Finding
        {
            Id = FindingIds.Memory.OomKill,
            Severity = inWindow > 0 ? Severity.Critical : Severity.Warning,
            Confidence = logged.Count > 0 ? 1 : 0.7,
            Title = $"The machine ran out of memory {when} and {victim} was killed",
            Why = "An allocation found no free memory, nothing left to reclaim and no room in swap, so the kernel killed the process whose death frees the most. "
                + "The killed process need not be the one that grew.",
            Evidence = Proof.Of(
                new("processes killed in the window", inWindow, "kills", 1, "/proc/vmstat oom_kill, /dev/kmsg"),
                new("processes killed recently", observation.KernelLog.Unavailability is null ? logged.Count : double.NaN, "kills", 1, "/dev/kmsg"),
                MemoryFacts.Available(observation, Thresholds.Memory.AvailablePercent)),
            Culprits = MemoryFacts.Largest(observation),
            Victims = [.. logged.Where(e => e.Comm is not null).TakeLast(Parties.LargestCount).Select(e => new Party(PartyKind.Process, e.Comm!) { Pid = e.Pid, Detail = "killed" })],
            Next =
            [
                new("dmesg -T | grep -A 40 'invoked oom-killer'", "the kernel's table of processes and memory at the moment of the kill"),
                new("sonde pidstat -r 1 10", "who grows now"),
            ],
            Fix =
            [
                new("Find what grows and bound it; restarting the victim only buys time", "none"),
                new("Bound the suspect in a control group of its own, so that it is killed and not its neighbours", "it is killed at its limit", "systemctl set-property --runtime UNIT MemoryMax=4G", "systemctl set-property --runtime UNIT MemoryMax=infinity"),
            ],
        };
    }
}

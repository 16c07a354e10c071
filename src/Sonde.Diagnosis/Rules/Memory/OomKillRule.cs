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
        // The counter includes kills inside control groups; those are another finding.
        double groupKills = observation.Cgroups.Groups.Sum(g => double.IsNaN(g.OomKills) ? 0 : g.OomKills);
        double counted = Counter.Growth(observation.First.VirtualMemory.OutOfMemoryKills, observation.Last.VirtualMemory.OutOfMemoryKills);
        bool logIsReadable = observation.KernelLog.Unavailability is null;
        bool unexplained = !logIsReadable && counted > groupKills;
        if (logged.Count > 0 || unexplained)
            judgement.Report(Describe(observation, logged, inWindow, counted, unexplained));
    }

    private static Finding Describe(Observation observation, List<KernelEvent> logged, int inWindow, double counted, bool unexplained)
    {
        KernelEvent? last = logged.Count > 0 ? logged[^1] : null;
        string victim = last?.Comm is { } comm ? $"{comm} (pid {last.Pid})" : "a process";
        bool now = inWindow > 0 || unexplained;
        string when = now ? "just now" : $"{(observation.Last.SinceBoot - last!.At).TotalMinutes:0} minutes ago";
        return new Finding
        {
            Id = FindingIds.Memory.OomKill,
            Severity = now ? Severity.Critical : Severity.Warning,
            Confidence = logged.Count > 0 ? 1 : 0.7,
            Title = $"The machine ran out of memory {when} and {victim} was killed",
            Why = "An allocation found no free memory, nothing left to reclaim and no room in swap, so the kernel killed the process whose death frees the most. "
                + "The killed process need not be the one that grew.",
            Evidence =
            [
                new("processes killed in the window", Math.Max(inWindow, double.IsNaN(counted) ? 0 : counted), "kills", 1, "/proc/vmstat oom_kill, /dev/kmsg"),
                new("processes killed recently", logged.Count, "kills", 1, "/dev/kmsg"),
                MemoryFacts.Available(observation, Thresholds.Memory.AvailablePercent),
            ],
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

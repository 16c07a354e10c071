using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Memory;

/// <summary>A process was killed because its control group ran into its memory limit; the machine itself may have plenty.</summary>
internal sealed class CgroupOomKillRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids => [FindingIds.Memory.CgroupOomKill];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        List<KernelEvent> logged = [.. observation.KernelLog.Of(KernelEventKind.CgroupOutOfMemoryKill)];
        List<CgroupUsage> counted = [.. observation.Cgroups.Groups.Where(g => g.OomKills > 0)];
        // A kill counts in its group and, on v2, in every group above; the log names the one whose limit was hit.
        IEnumerable<string> paths = logged.Where(e => e.Subject is not null).Select(e => e.Subject!).Concat(Deepest(counted)).Distinct();
        List<KernelEvent> history = [];
        foreach (string path in paths)
        {
            CgroupUsage? group = observation.Cgroups.Groups.FirstOrDefault(g => g.Path == path);
            List<KernelEvent> ofGroup = [.. logged.Where(e => e.Subject == path)];
            // A group that is gone cannot be helped any more; its kills are history, told once for all such groups.
            if (group is null && !ofGroup.Exists(e => e.IsInWindow))
                history.AddRange(ofGroup);
            else
                judgement.Report(Describe(observation, path, group, ofGroup));
        }

        if (history.Count > 0)
            judgement.Report(DescribeHistory(observation, history));
    }

    private static Finding DescribeHistory(Observation observation, List<KernelEvent> history)
    {
        KernelEvent last = history.MaxBy(e => e.At)!;
        return new Finding
        {
            Id = FindingIds.Memory.CgroupOomKill,
            Severity = Severity.Info,
            Confidence = 1,
            Title = $"{history.Count} processes of control groups that are gone were killed in the last half hour, {last.Comm} last",
            Why = "Each ran into its group's memory limit. The groups were removed since, as those of finished containers and jobs are.",
            Evidence = [new("processes killed recently", history.Count, "kills", null, "/dev/kmsg")],
            Victims = [.. history.TakeLast(Parties.LargestCount).Select(Victim)],
            Next = [new("dmesg -T | grep 'Memory cgroup out of memory'", "when, and which processes")],
        };
    }

    private static Party Victim(KernelEvent kill) => new(PartyKind.Process, kill.Comm ?? "a process") { Pid = kill.Pid, Cgroup = kill.Subject, Detail = "killed" };

    private static IEnumerable<string> Deepest(List<CgroupUsage> groups) =>
        groups.Where(g => !groups.Any(other => other.Path.StartsWith(g.Path.TrimEnd('/') + "/", StringComparison.Ordinal))).Select(g => g.Path);

    private static Finding Describe(Observation observation, string path, CgroupUsage? group, List<KernelEvent> logged)
    {
        int inWindow = logged.Count(e => e.IsInWindow);
        double kills = Math.Max(inWindow, group is { OomKills: > 0 } ? group.OomKills : 0);
        KernelEvent? last = logged.Count > 0 ? logged[^1] : null;
        string victim = last?.Comm is { } comm ? $"{comm} (pid {last.Pid})" : "a process";
        string when = kills > 0 ? "" : $" {(observation.Last.SinceBoot - last!.At).TotalMinutes:0} minutes ago";
        List<Evidence> evidence = [new("processes of the group killed recently", Math.Max(logged.Count, kills), "kills", 1, "/dev/kmsg")];
        if (kills > 0)
            evidence.Insert(0, new Evidence("processes of the group killed in the window", kills, "kills", 1, "memory.events or memory.oom_control oom_kill, /dev/kmsg"));
        if (group is { MemoryLimitBytes: > 0 })
            evidence.Add(new Evidence("memory limit of the group", group.MemoryLimitBytes, "bytes", null, "memory.max or memory.limit_in_bytes"));
        return new Finding
        {
            Id = FindingIds.Memory.CgroupOomKill,
            Severity = kills > 0 ? Severity.Critical : Severity.Warning,
            Confidence = 1,
            Title = $"Control group {path} is out of memory: {victim} was killed{when}",
            Why = $"The group reached its memory limit and nothing in it could be reclaimed, so the kernel killed a process of the group. The machine had {MemoryFacts.AvailablePercent(observation):0} % of its memory available.",
            Evidence = evidence,
            Culprits = Culprits(observation, path, group, last),
            Victims = [.. logged.TakeLast(Parties.LargestCount).Select(Victim)],
            Next =
            [
                new($"sonde explain {FindingIds.Memory.CgroupOomKill}", "how to find out what fills the group"),
                new("dmesg -T | grep -A 30 'Memory cgroup out of memory'", "the kernel's table of the group at the moment of the kill"),
            ],
            Fix =
            [
                new("Find out whether the group's memory leaks or its limit is too small; a process that is started again and killed again does no work", "none"),
                new("Raise the group's limit, if the machine has room", "less memory for others", "systemctl set-property --runtime UNIT MemoryMax=2G"),
            ],
        };
    }

    private static List<Party> Culprits(Observation observation, string path, CgroupUsage? group, KernelEvent? last)
    {
        List<Party> culprits = [Parties.Cgroup(path, 1, group?.Name)];
        if (last?.Comm is { } comm)
            culprits.Add(new Party(PartyKind.Process, comm) { Pid = last.Pid, Cgroup = path, Detail = "the killed process" });
        culprits.AddRange((group?.Members ?? []).Select(observation.FindTask).OfType<TaskRates>()
            .OrderByDescending(t => t.ResidentKibibytes).Take(2)
            .Select(t => Parties.Process(t, null, $"{t.ResidentKibibytes / 1024:N0} MiB resident") with { Cgroup = path }));
        return culprits;
    }
}

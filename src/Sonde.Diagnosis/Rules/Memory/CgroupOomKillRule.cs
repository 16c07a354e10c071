using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Memory;

/// <summary>A process was killed because its control group ran into its memory limit; the machine itself may have plenty.</summary>
internal sealed class CgroupOomKillRule : Rule
{
    private const int LargestFindingCount = 5;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids => [FindingIds.Memory.CgroupOomKill];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        List<KernelEvent> logged = [.. observation.KernelLog.Of(KernelEventKind.CgroupOutOfMemoryKill)];
        List<string> counted = [.. CountedPaths(observation.Cgroups, logged)];
        List<KernelEvent> history = [];
        List<Finding> findings = [];
        foreach (string? path in logged.Select(e => e.Subject).Concat(counted).Distinct())
        {
            CgroupUsage? group = observation.Cgroups.Groups.FirstOrDefault(g => g.Path == path);
            // A kill whose group the log does not name belongs to the group that counted one.
            List<KernelEvent> kills = [.. logged.Where(e => e.Subject == path || (e.Subject is null && path is not null && path == counted.FirstOrDefault()))];
            bool isNew = kills.Exists(e => e.IsInWindow) || group is { OomKills: > 0 };
            if (path is null && counted.Count > 0)
                continue;
            // A group that is gone cannot be helped any more; its kills are history, told once for all such groups.
            if (group is null && !isNew)
                history.AddRange(kills);
            else
                findings.Add(Describe(observation, path, group, kills));
        }

        foreach (Finding finding in findings.OrderByDescending(f => f.Severity).Take(LargestFindingCount))
            judgement.Report(finding);
        if (history.Count > 0)
            judgement.Report(DescribeHistory([.. history.OrderBy(e => e.At)]));
    }

    // The counters of a kill are those of the victim's group, and under version 2 of all groups above; the log names the group whose limit was hit, which may
    // be above the victim's. Without the log it is the nearest one that has a limit.
    private static IEnumerable<string> CountedPaths(CgroupSurvey survey, List<KernelEvent> logged)
    {
        foreach (CgroupUsage group in survey.Groups.Where(g => CgroupMemory.Own(survey, g, x => x.OomKills) > 0))
        {
            if (!logged.Exists(e => e is { IsInWindow: true, Subject: { } limited } && CgroupMemory.IsIn(group.Path, limited)))
                yield return survey.Groups.Where(g => g.MemoryLimitBytes > 0 && CgroupMemory.IsIn(group.Path, g.Path)).MaxBy(g => g.Path.Length)?.Path ?? group.Path;
        }
    }

    private static Finding Describe(Observation observation, string? path, CgroupUsage? group, List<KernelEvent> logged)
    {
        double kills = Math.Max(logged.Count(e => e.IsInWindow), group is { OomKills: > 0 } ? group.OomKills : 0);
        KernelEvent? last = logged.Count > 0 ? logged[^1] : null;
        string victim = last is { Comm: { } comm, Pid: { } pid } ? Wording.Task(comm, pid) : "a process";
        string when = kills > 0 || last is null ? "" : $" {Wording.Count(Math.Max(0, Math.Round((observation.Last.SinceBoot - last.At).TotalMinutes)), "minute")} ago";
        double available = MemoryFacts.AvailablePercent(observation);
        string machine = double.IsNaN(available) ? "" : $" The machine had {Wording.Percent(available)} of its memory available.";
        double limit = group?.MemoryLimitBytes ?? double.NaN;
        return new Finding
        {
            Id = FindingIds.Memory.CgroupOomKill,
            Severity = kills > 0 ? Severity.Critical : Severity.Warning,
            Confidence = 1,
            Title = $"{(path is null ? "A control group" : $"Control group {path}")} is out of memory: {victim} was killed{when}",
            Why = $"The group reached its memory limit and nothing in it could be reclaimed, so the kernel killed a process of the group.{machine}",
            Evidence = Proof.Of(
                new("processes of the group killed in the window", kills > 0 ? kills : double.NaN, "kills", 1, "memory.events or memory.oom_control oom_kill, /dev/kmsg"),
                new("processes of the group killed recently", Math.Max(logged.Count, kills), "kills", 1, "/dev/kmsg"),
                new("memory limit of the group", limit, "bytes", null, "memory.max or memory.limit_in_bytes")),
            Culprits = Culprits(observation, path, group, last),
            Victims = [.. logged.TakeLast(Parties.LargestCount).Select(Victim)],
            Next =
            [
                new($"sonde explain {FindingIds.Memory.CgroupOomKill}", "how to find out what fills the group"),
                .. group is null ? [] : new[] { CgroupMemory.Look(observation, group.Path) },
                new("dmesg -T | grep -A 30 'Memory cgroup out of memory'", "the kernel's table of the group at the moment of the kill"),
            ],
            Fix =
            [
                new("Find out whether the group's memory leaks or its limit is too small; a process that is started again and killed again does no work", "none"),
                CgroupMemory.Raise(observation, path ?? "", limit),
            ],
        };
    }

    private static Finding DescribeHistory(List<KernelEvent> history) => new()
    {
        Id = FindingIds.Memory.CgroupOomKill,
        Severity = Severity.Info,
        // The kills are certain; that they matter now is not.
        Confidence = 0.2,
        Title = $"{Wording.Count(history.Count, "process", "processes")} of control groups that are gone {(history.Count == 1 ? "was" : "were")} killed in the last half hour, {history[^1].Comm ?? "an unnamed one"} last",
        Why = "Each ran into its group's memory limit. The groups were removed since, as those of finished containers and jobs are.",
        Evidence = [new("processes killed recently", history.Count, "kills", null, "/dev/kmsg")],
        Victims = [.. history.TakeLast(Parties.LargestCount).Select(Victim)],
        Next = [new("dmesg -T | grep 'Memory cgroup out of memory'", "when, and which processes")],
        Fix = [new("If the same job is killed again and again, look at its limit where it is started: the container's, the unit's or the pod's", "none")],
    };

    private static Party Victim(KernelEvent kill) => new(PartyKind.Process, kill.Comm ?? "a process") { Pid = kill.Pid, Cgroup = kill.Subject, Detail = "killed" };

    private static List<Party> Culprits(Observation observation, string? path, CgroupUsage? group, KernelEvent? last)
    {
        List<Party> culprits = path is null ? [] : [Parties.Cgroup(path, 1, group?.Name)];
        if (last?.Comm is { } comm)
            culprits.Add(new Party(PartyKind.Process, comm) { Pid = last.Pid, Cgroup = path, Detail = "the killed process" });
        culprits.AddRange(CgroupMemory.LargestMembers(observation, group, _ => null, 2).Where(p => p.Pid != last?.Pid));
        return culprits;
    }
}

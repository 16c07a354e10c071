using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Memory;

/// <summary>A control group lives at its memory limit: it is reclaimed all the time and is the next to be killed.</summary>
internal sealed class CgroupLimitRule : Rule
{
    private const int LargestFindingCount = 3;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids => [FindingIds.Memory.CgroupLimit];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        List<(CgroupUsage Group, double Used)> known = [.. observation.Cgroups.Groups.Select(g => (g, g.WorkingSetBytes * 100 / g.MemoryLimitBytes)).Where(g => double.IsFinite(g.Item2))];
        if (known.Count == 0)
            return;
        List<Finding> findings = [.. known.Where(g => g.Used >= Thresholds.Memory.CgroupUsedPercent || IsShortOfCache(observation, g.Group)).Select(g => Describe(observation, g.Group, g.Used))
            .OrderByDescending(f => f.Severity).ThenByDescending(f => f.Evidence[0].Value).Take(LargestFindingCount)];
        foreach (Finding finding in findings)
            judgement.Report(finding);
        double fullest = known.Max(g => g.Used);
        if (findings.Count == 0)
            judgement.RuleOut("Does a control group run into its memory limit?", $"no: the fullest uses {Wording.Percent(fullest)} of its limit", new Evidence("use of the limit, fullest group", fullest, "percent", Thresholds.Memory.CgroupUsedPercent, "memory.current or memory.usage_in_bytes"));
    }

    // Page cache fills every limit and goes when asked; here what goes is needed again at once, and the limit is what drives it out.
    private static bool IsShortOfCache(Observation observation, CgroupUsage group) =>
        group.MemoryBytes * 100 / group.MemoryLimitBytes >= Thresholds.Memory.CgroupUsedPercent
        && HitsPerSecond(observation, group) >= Thresholds.Memory.CgroupLimitHitsPerSecond
        && group.RefaultedPagesPerSecond >= Thresholds.Memory.RefaultPagesPerSecond;

    private static Finding Describe(Observation observation, CgroupUsage group, double used)
    {
        double hitRate = HitsPerSecond(observation, group);
        bool hurts = hitRate >= Thresholds.Memory.CgroupLimitHitsPerSecond;
        string limit = $"memory limit of {group.MemoryLimitBytes / MemoryFacts.Mebibyte:N0} MiB";
        return new Finding
        {
            Id = FindingIds.Memory.CgroupLimit,
            Severity = !hurts ? Severity.Info : used >= Thresholds.Memory.CgroupUsedPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = hurts ? 0.9 : 0.6,
            Title = used >= Thresholds.Memory.CgroupUsedPercent
                ? $"Control group {group.Path} uses {Wording.Percent(used)} of its {limit}{(hurts ? $" and hits it {Wording.Number(hitRate)} times a second" : "")}"
                : $"Control group {group.Path} reads {MemoryFacts.Mebibytes(observation, group.RefaultedPagesPerSecond):N0} MiB/s again that its {limit} drove out of the page cache",
            Why = "Page cache that can be dropped does not count as use. At the limit every further page must first be reclaimed from the group itself, by the task that needs "
                + "it; a page that is needed again at once was reclaimed in vain. When nothing is left to reclaim, a process of the group is killed.",
            Evidence = Proof.Of(
                new("use of the limit without inactive file pages", used, "percent", Thresholds.Memory.CgroupUsedPercent, "memory.current, memory.stat"),
                new("limit hits", hitRate, "hits/s", Thresholds.Memory.CgroupLimitHitsPerSecond, "memory.events max+high or memory.failcnt"),
                new("pages that came back soon after they were reclaimed", group.RefaultedPagesPerSecond, "pages/s", Thresholds.Memory.RefaultPagesPerSecond, "memory.stat workingset_refault_*"),
                new("memory pressure of the group, some", group.MemoryPressurePercent, "percent", null, "memory.pressure"),
                new("memory limit", group.MemoryLimitBytes, "bytes", null, "memory.max or memory.limit_in_bytes")),
            Culprits = [Parties.Cgroup(group.Path, 1, group.Name), .. CgroupMemory.LargestMembers(observation, group, t => t.ResidentKibibytes * 1024 / group.MemoryLimitBytes, 3)],
            Next =
            [
                CgroupMemory.Look(observation, group.Path),
                new($"sonde explain {FindingIds.Memory.CgroupLimit}", "what each part usually means"),
            ],
            Fix =
            [
                new("Shrink what the group holds: heap and worker settings, caches without a bound", "the work that they do slows down"),
                CgroupMemory.Raise(observation, group.Path, group.MemoryLimitBytes),
            ],
        };
    }

    private static double HitsPerSecond(Observation observation, CgroupUsage group)
    {
        double limit = CgroupMemory.Own(observation.Cgroups, group, g => g.LimitHits);
        double high = CgroupMemory.Own(observation.Cgroups, group, g => g.HighHits);
        return (double.IsNaN(limit) ? high : double.IsNaN(high) ? limit : limit + high) / observation.Seconds;
    }
}

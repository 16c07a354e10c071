using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Memory;

/// <summary>A control group lives at its memory limit: it is reclaimed all the time and is the next to be killed.</summary>
internal sealed class CgroupLimitRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids => [FindingIds.Memory.CgroupLimit];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double fullest = double.NaN;
        bool found = false;
        foreach (CgroupUsage group in observation.Cgroups.Groups.Where(g => g.MemoryLimitBytes > 0))
        {
            double used = group.WorkingSetBytes * 100 / group.MemoryLimitBytes;
            if (used >= Thresholds.Memory.CgroupUsedPercent || IsShortOfCache(group, observation))
            {
                judgement.Report(Describe(observation, group, used));
                found = true;
            }

            fullest = double.IsNaN(fullest) ? used : Math.Max(fullest, used);
        }

        if (fullest < Thresholds.Memory.CgroupUsedPercent && !found)
            judgement.RuleOut("Does a control group run into its memory limit?", $"no: the fullest uses {fullest:0} % of its limit", new Evidence("use of the limit, fullest group", fullest, "percent", Thresholds.Memory.CgroupUsedPercent, "memory.current or memory.usage_in_bytes"));
    }

    // Page cache fills every limit and goes when asked; here what goes is needed again at once, and the limit is what drives it out.
    private static bool IsShortOfCache(CgroupUsage group, Observation observation) =>
        group.MemoryBytes * 100 / group.MemoryLimitBytes >= Thresholds.Memory.CgroupUsedPercent
        && HitsPerSecond(group, observation) >= Thresholds.Memory.CgroupLimitHitsPerSecond
        && group.RefaultedPagesPerSecond >= Thresholds.Memory.RefaultPagesPerSecond;

    private static double HitsPerSecond(CgroupUsage group, Observation observation) =>
        ((double.IsNaN(group.LimitHits) ? 0 : group.LimitHits) + (double.IsNaN(group.HighHits) ? 0 : group.HighHits)) / observation.Seconds;

    private static Finding Describe(Observation observation, CgroupUsage group, double used)
    {
        double hitRate = HitsPerSecond(group, observation);
        bool hurts = hitRate >= Thresholds.Memory.CgroupLimitHitsPerSecond;
        string limit = $"memory limit of {group.MemoryLimitBytes / MemoryFacts.Mebibyte:N0} MiB";
        return new Finding
        {
            Id = FindingIds.Memory.CgroupLimit,
            Severity = !hurts ? Severity.Info : used >= Thresholds.Memory.CgroupUsedPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = hurts ? 0.9 : 0.6,
            Title = used >= Thresholds.Memory.CgroupUsedPercent
                ? $"Control group {group.Path} uses {used:0} % of its {limit}{(hurts ? $" and hits it {hitRate:N0} times a second" : "")}"
                : $"Control group {group.Path} reads {group.RefaultedPagesPerSecond * 4 / 1024:N0} MiB/s again that its {limit} drove out of the page cache",
            Why = "Page cache that can be dropped does not count as use. At the limit every further page must first be reclaimed from the group itself, by the task that needs "
                + "it; a page that is needed again at once was reclaimed in vain. When nothing is left to reclaim, a process of the group is killed.",
            Evidence = Proof.Of(
                new Evidence("use of the limit without inactive file pages", used, "percent", Thresholds.Memory.CgroupUsedPercent, "memory.current, memory.stat"),
                new Evidence("limit hits", hitRate, "hits/s", Thresholds.Memory.CgroupLimitHitsPerSecond, "memory.events max+high or memory.failcnt"),
                new Evidence("pages that came back soon after they were reclaimed", group.RefaultedPagesPerSecond, "pages/s", Thresholds.Memory.RefaultPagesPerSecond, "memory.stat workingset_refault_*"),
                new Evidence("memory limit", group.MemoryLimitBytes, "bytes", null, "memory.max or memory.limit_in_bytes")),
            Culprits =
            [
                Parties.Cgroup(group.Path, 1, group.Name),
                .. group.Members.Select(observation.FindTask).OfType<TaskRates>().OrderByDescending(t => t.ResidentKibibytes).Take(3)
                    .Select(t => Parties.Process(t, t.ResidentKibibytes * 1024 / group.MemoryLimitBytes, $"{t.ResidentKibibytes / 1024:N0} MiB resident") with { Cgroup = group.Path }),
            ],
            Next = [new($"sonde explain {FindingIds.Memory.CgroupLimit}", "which part of the group's memory to look at")],
            Fix =
            [
                new("Shrink what the group holds, or raise its limit if the machine has room", "less memory for others", "systemctl set-property --runtime UNIT MemoryMax=2G"),
            ],
        };
    }
}

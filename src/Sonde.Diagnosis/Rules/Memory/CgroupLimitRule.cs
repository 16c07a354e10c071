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
        foreach (CgroupUsage group in observation.Cgroups.Groups.Where(g => g.MemoryLimitBytes > 0))
        {
            double used = group.WorkingSetBytes * 100 / group.MemoryLimitBytes;
            if (used >= Thresholds.Memory.CgroupUsedPercent)
                judgement.Report(Describe(observation, group, used));
            fullest = double.IsNaN(fullest) ? used : Math.Max(fullest, used);
        }

        if (fullest < Thresholds.Memory.CgroupUsedPercent)
            judgement.RuleOut("Does a control group run into its memory limit?", $"no: the fullest uses {fullest:0} % of its limit", new Evidence("use of the limit, fullest group", fullest, "percent", Thresholds.Memory.CgroupUsedPercent, "memory.current or memory.usage_in_bytes"));
    }

    private static Finding Describe(Observation observation, CgroupUsage group, double used)
    {
        double hits = (double.IsNaN(group.LimitHits) ? 0 : group.LimitHits) + (double.IsNaN(group.HighHits) ? 0 : group.HighHits);
        double hitRate = hits / observation.Seconds;
        bool hurts = hitRate >= Thresholds.Memory.CgroupLimitHitsPerSecond;
        return new Finding
        {
            Id = FindingIds.Memory.CgroupLimit,
            Severity = !hurts ? Severity.Info : used >= Thresholds.Memory.CgroupUsedPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = hurts ? 0.9 : 0.6,
            Title = $"Control group {group.Path} uses {used:0} % of its memory limit of {group.MemoryLimitBytes / MemoryFacts.Mebibyte:N0} MiB{(hurts ? $" and hits it {hitRate:0} times a second" : "")}",
            Why = "Page cache that can be dropped is not counted. At the limit every further page must first be reclaimed from the group itself, by the task that needs it; "
                + "when nothing is left to reclaim, a process of the group is killed.",
            Evidence =
            [
                new("use of the limit without inactive file pages", used, "percent", Thresholds.Memory.CgroupUsedPercent, "memory.current, memory.stat"),
                new("limit hits", hitRate, "hits/s", Thresholds.Memory.CgroupLimitHitsPerSecond, "memory.events max+high or memory.failcnt"),
                new("memory limit", group.MemoryLimitBytes, "bytes", null, "memory.max or memory.limit_in_bytes"),
            ],
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

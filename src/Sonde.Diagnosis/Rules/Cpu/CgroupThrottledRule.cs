using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>A control group used up its CPU quota and was stopped until the next period began.</summary>
public sealed class CgroupThrottledRule : Rule
{
    private const int LargestFindingCount = 3;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Cpu.CgroupThrottled];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        foreach (CgroupUsage group in observation.Cgroups.Groups.Where(IsThrottled).OrderByDescending(g => g.ThrottledSecondsPerSecond).Take(LargestFindingCount))
            judgement.Report(Describe(observation, group));
    }

    private static bool IsThrottled(CgroupUsage group) =>
        group.Periods >= Thresholds.Cpu.ThrottledMinimumPeriods
        && group.ThrottledPercent >= Thresholds.Cpu.ThrottledPeriodsPercent
        && group.ThrottledSecondsPerSecond * 100 >= Thresholds.Cpu.ThrottledTimePercent;

    private static Finding Describe(Observation observation, CgroupUsage group)
    {
        List<TaskRates> members = Members(observation, group);
        List<TaskRates> busy = [.. members.Where(t => t.CpuPercent > 0).OrderByDescending(t => t.CpuPercent).Take(Parties.LargestCount - 1)];
        bool isBackground = busy.Count > 0 && busy.TrueForAll(t => t.Process.Stat.Nice > 0);
        string who = busy.Count == 0 ? Subject(group, "Group") : $"{Wording.Task(busy[0])}{(busy.Count > 1 ? " and others" : "")} in {Subject(group, "group")}";
        string quota = double.IsNaN(group.CpuLimit) ? "its CPU quota" : $"its quota of {Wording.Count(group.CpuLimit, "CPU")}";
        return new Finding
        {
            Id = FindingIds.Cpu.CgroupThrottled,
            Severity = isBackground ? Severity.Info : group.ThrottledPercent >= Thresholds.Cpu.ThrottledPeriodsPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.95,
            Title = $"{who} {(busy.Count > 1 ? "are" : "is")} stopped by {quota} in {Wording.Percent(group.ThrottledPercent)} of the periods",
            Why = $"The group used its quota up in {Wording.Number(group.ThrottledPeriods)} of {Wording.Count(group.Periods, "enforcement period")} and was then stopped until the next one began, "
                + $"{Wording.Number(group.ThrottledSecondsPerSecond * 1000)} ms in each second over its CPUs. The machine may have idle CPUs all the while: not they are short, the limit is.",
            Evidence = Proof.Of(
                new("throttled periods", group.ThrottledPercent, "percent", Thresholds.Cpu.ThrottledPeriodsPercent, "cpu.stat nr_throttled of nr_periods"),
                new("enforcement periods", group.Periods, "periods", Thresholds.Cpu.ThrottledMinimumPeriods, "cpu.stat nr_periods"),
                new("throttled time", group.ThrottledSecondsPerSecond * 100, "percent of the window, summed over CPUs", Thresholds.Cpu.ThrottledTimePercent, "cpu.stat throttled time"),
                new("CPU used", group.CpuUsed, "CPUs", null, "cpuacct.usage or cpu.stat usage_usec"),
                new("CPU quota", group.CpuLimit, "CPUs", null, "cpu.max or cpu.cfs_quota_us / cpu.cfs_period_us")),
            Culprits = Culprits(group, busy),
            Next = Next(observation, group, busy),
            Fix = Fixes(observation, group),
        };
    }

    private static List<TaskRates> Members(Observation observation, CgroupUsage group)
    {
        string below = group.Path.TrimEnd('/') + "/";
        HashSet<int> pids = [.. group.Members, .. observation.Cgroups.Groups.Where(g => g.Path.StartsWith(below, StringComparison.Ordinal)).SelectMany(g => g.Members)];
        return [.. observation.Tasks.Processes.Where(t => pids.Contains(t.Pid))];
    }

    private static string Subject(CgroupUsage group, string noun) =>
        group.Name is { Length: > 0 } name && !group.Path.EndsWith(name, StringComparison.Ordinal) ? $"{noun} {name} ({group.Path})" : $"{noun} {group.Path}";

    private static IReadOnlyList<Party> Culprits(CgroupUsage group, List<TaskRates> busy)
    {
        string detail = $"used {Wording.Number(group.CpuUsed)} of {Wording.Count(group.CpuLimit, "CPU")}";
        return
        [
            new Party(PartyKind.Cgroup, group.Path) { Share = 1, Detail = double.IsNaN(group.CpuUsed + group.CpuLimit) ? null : detail },
            .. busy.Select(t => Parties.Process(t, null, $"{Wording.Percent(t.CpuPercent)} of one CPU, in that group") with { Cgroup = group.Path }),
        ];
    }

    private static bool IsVersion2(Observation observation) => observation.Cgroups.Hierarchy.EndsWith('2');

    private static string Directory(Observation observation, CgroupUsage group) =>
        Wording.Quote((IsVersion2(observation) ? "/sys/fs/cgroup" : "/sys/fs/cgroup/cpu") + group.Path);

    private static List<NextStep> Next(Observation observation, CgroupUsage group, List<TaskRates> busy)
    {
        List<NextStep> steps = [new($"cat {Directory(observation, group)}/cpu.stat", "nr_periods, nr_throttled and the throttled time, again in a second")];
        if (busy.Count > 0)
            steps.Add(new($"sonde pidstat -t -u -p {busy[0].Pid} 1 5", "how many threads spend the quota"));
        steps.Add(new("sonde use", "every group with a limit"));
        return steps;
    }

    private static List<Fix> Fixes(Observation observation, CgroupUsage group)
    {
        List<Fix> fixes = [new("Use fewer threads: a runtime that sees all CPUs starts a worker for each and burns the quota early (GOMAXPROCS, -XX:ActiveProcessorCount, DOTNET_PROCESSOR_COUNT).", "none")];
        if (!double.IsNaN(group.CpuLimit) && observation.Cgroups.Hierarchy.Length > 0)
        {
            // The period is kept; twice the quota is a first step that shows whether the limit was the cause.
            string directory = Directory(observation, group);
            long quota = (long)Math.Round(group.CpuLimit * 100_000);
            fixes.Add(IsVersion2(observation)
                ? new("Raise the quota.", "its neighbours get less", $"echo {quota * 2} 100000 > {directory}/cpu.max", $"echo {quota} 100000 > {directory}/cpu.max")
                : new("Raise the quota.", "its neighbours get less", $"echo $(($(cat {directory}/cpu.cfs_quota_us) * 2)) > {directory}/cpu.cfs_quota_us", $"echo $(($(cat {directory}/cpu.cfs_quota_us) / 2)) > {directory}/cpu.cfs_quota_us"));
        }

        fixes.Add(new("Prefer shares (CPUWeight, cpu.shares): they limit only while CPUs are short.", "the group may then take idle CPUs"));
        return fixes;
    }
}

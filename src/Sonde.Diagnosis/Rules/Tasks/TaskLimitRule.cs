using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Tasks;

/// <summary>The machine or a control group has nearly as many tasks as it may have.</summary>
public sealed class TaskLimitRule : Rule
{
    private const int LargestFindingCount = 3;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Task.PidLimit];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        foreach (CgroupUsage group in observation.Cgroups.Groups.Where(IsNear).OrderByDescending(g => g.PidsRefused).ThenByDescending(UsedPercent).Take(LargestFindingCount))
            judgement.Report(DescribeGroup(observation, group));
        double used = TaskLimits.UsedPercent(observation);
        if (used >= Thresholds.Task.TasksPercent)
            judgement.Report(DescribeMachine(observation, used));
    }

    private static double UsedPercent(CgroupUsage group) => group.Pids * 100 / group.PidsLimit;

    private static bool IsNear(CgroupUsage group) => UsedPercent(group) >= Thresholds.Task.TasksPercent || group.PidsRefused > 0;

    private static Finding DescribeGroup(Observation observation, CgroupUsage group)
    {
        double used = UsedPercent(group);
        double refused = group.PidsRefused / observation.Seconds;
        bool isRefusing = group.PidsRefused > 0;
        HashSet<int> members = [.. group.Members];
        IReadOnlyList<Party> owners = Owners(observation.Tasks.Processes.Where(t => members.Contains(t.Pid)));
        string who = owners.Count > 0 ? $", most of them {owners[0].Name}" : "";
        string failing = isRefusing ? $", and {Wording.Number(Math.Max(1, refused))} forks a second are refused" : "";
        return new Finding
        {
            Id = FindingIds.Task.PidLimit,
            Severity = isRefusing || used >= Thresholds.Task.TasksPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = isRefusing ? 1 : 0.95,
            Title = $"Group {group.Path} has {Wording.Number(group.Pids)} of {Wording.Number(group.PidsLimit)} allowed tasks{who}{failing}",
            Why = "Processes and threads of the group count together against its limit; at the limit fork() and pthread_create() fail with EAGAIN, and programs that do not expect it die. "
                + "Outside the group nothing is short.",
            Evidence = Proof.Of(
                new("tasks of the group's limit", used, "percent", Thresholds.Task.TasksPercent, "pids.current of pids.max"),
                new("forks refused", refused, "per second", null, "pids.events max")),
            Culprits = [new Party(PartyKind.Cgroup, group.Path) { Share = 1, Detail = $"{Wording.Number(group.Pids)} of {Wording.Number(group.PidsLimit)} tasks" }, .. owners.Select(o => o with { Share = null, Cgroup = group.Path })],
            Next = Next(owners),
            Fix =
            [
                new("Stop what makes the tasks.", "its work is lost"),
                new("Raise the limit, if the number is wanted: systemctl set-property --runtime UNIT TasksMax=8192, or write pids.max.", "a fork bomb gets further; undo by the former value"),
            ],
        };
    }

    private static Finding DescribeMachine(Observation observation, double used)
    {
        (string name, double limit) = TaskLimits.Tightest(observation);
        IReadOnlyList<Party> owners = Owners(observation.Tasks.Processes);
        return new Finding
        {
            Id = FindingIds.Task.PidLimit,
            Severity = used >= Thresholds.Task.TasksPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.95,
            Title = $"The machine has {Wording.Number(TaskLimits.Used(observation))} of {Wording.Number(limit)} tasks that {name} allows{(owners.Count > 0 ? $", most of them {owners[0].Name}" : "")}",
            Why = "Every process and every thread takes one. At the limit nothing can be started any more, not even a shell to look; programs that cannot make a thread often die.",
            Evidence = Proof.Of(
                new("tasks of the limit", used, "percent", Thresholds.Task.TasksPercent, $"/proc/loadavg of {name}"),
                new("tasks", TaskLimits.Used(observation), "tasks", null, "/proc/loadavg")),
            Culprits = owners,
            Next = Next(owners),
            Fix =
            [
                new("Stop what makes the tasks.", "its work is lost"),
                new("Raise the limit, if the number is wanted.", "each thread takes 16 KiB and more of kernel memory", $"sysctl {name}={limit * 2:0}", $"sysctl {name}={limit:0}"),
            ],
        };
    }

    // Fifty processes of one name are one culprit: their parent where it is among them, else the first.
    private static IReadOnlyList<Party> Owners(IEnumerable<TaskRates> tasks)
    {
        List<TaskRates> alive = [.. tasks.Where(t => !t.HasExited && !t.IsKernelThread)];
        double all = alive.Sum(t => (double)t.Process.Stat.ThreadCount);
        return
        [
            .. alive.GroupBy(t => t.Comm, StringComparer.Ordinal).Select(g => (First: Eldest(g), Processes: g.Count(), Threads: g.Sum(t => t.Process.Stat.ThreadCount)))
                .OrderByDescending(g => g.Threads).Take(Parties.LargestCount).Where(g => g.Threads >= all * 0.05)
                .Select(g => Parties.Process(g.First, g.Threads / all, $"{Wording.Count(g.Processes, "process", "processes")}, {Wording.Count(g.Threads, "thread")}")),
        ];
    }

    private static TaskRates Eldest(IEnumerable<TaskRates> group) => group.MinBy(t => t.Process.Identity.StartTimeTicks)!;

    private static List<NextStep> Next(IReadOnlyList<Party> owners)
    {
        List<NextStep> steps = [new("ps -eo nlwp,pid,ppid,comm --sort=-nlwp | head", "processes by threads")];
        if (owners.Count > 0)
            steps.Add(new($"ps --ppid {owners[0].Pid} -o pid,state,comm | head", $"children of {owners[0].Name}"));
        return steps;
    }
}

using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>The load average is high because tasks sleep uninterruptibly, not because they lack CPUs.</summary>
public sealed class LoadIsIoRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Cpu.LoadIsIo];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        if (!(observation.Seconds > 0) || !observation.Last.Load.IsAvailable || observation.Bursts.RunnableTasks.IsEmpty)
            return;
        double load = observation.Last.Load.OneMinute;
        double idle = 100 - observation.Cpu.All.Busy;
        double runnable = observation.Bursts.RunnableTasks.Mean;
        double blocked = BlockedTasks(observation);
        double share = blocked * 100 / (blocked + runnable);
        if (!(load / observation.CpuCount >= Thresholds.Cpu.LoadPerCpu) || !(share >= Thresholds.Cpu.LoadIsIoBlockedPercent) || !(idle >= Thresholds.Cpu.LoadIsIoIdlePercent))
            return;
        List<BlockedTaskSighting> tasks = [.. observation.Blocked.DistinctBy(b => b.Tid)];
        string where = tasks.GroupBy(b => b.WaitChannel).MaxBy(g => g.Count())?.Key is { } channel ? $", most of them in {channel}" : "";
        judgement.Report(new Finding
        {
            Id = FindingIds.Cpu.LoadIsIo,
            Severity = Severity.Info,
            Confidence = 0.8,
            Title = $"The load of {Wording.Number(load)} is {Wording.Count(blocked, "task")} in uninterruptible sleep, not a lack of CPUs",
            Why = $"Linux counts tasks in uninterruptible sleep as load. On average {Wording.Number(blocked)} slept so{where}, against {Wording.Number(runnable)} that ran or wanted to run, "
                + $"and the CPUs were idle {Wording.Percent(idle)} of the time: more CPUs would change nothing.",
            Evidence = Proof.Of(
                new("load average of one minute per CPU", load / observation.CpuCount, "tasks", Thresholds.Cpu.LoadPerCpu, "/proc/loadavg"),
                new("share of tasks in uninterruptible sleep", share, "percent", Thresholds.Cpu.LoadIsIoBlockedPercent, "/proc/PID/task/TID/stat state D"),
                new("CPUs idle or waiting for I/O", idle, "percent", Thresholds.Cpu.LoadIsIoIdlePercent, "/proc/stat cpu"),
                new("I/O pressure, some", observation.Bursts.IoSome.Percent, "percent", null, "/proc/pressure/io")),
            Culprits =
            [
                .. tasks.GroupBy(b => b.Pid).OrderByDescending(g => g.Count()).Take(Parties.LargestCount).Select(g =>
                    new Party(PartyKind.Process, observation.FindTask(g.Key)?.Comm ?? g.First().Comm) { Pid = g.Key, Share = g.Count() / (double)tasks.Count, Detail = $"{Wording.Count(g.Count(), "thread")} in {g.First().WaitChannel ?? "the kernel"}" }),
            ],
            Next =
            [
                new("ps -eLo state,pid,tid,wchan:32,comm | grep '^D'", "who sleeps, and in which kernel function"),
                new("sonde vmstat 1 5", "runnable (r) against waiting for block I/O (b)"),
            ],
            Fix = [new("Follow the finding about the disk, the memory or the blocked tasks; alert on pressure (/proc/pressure) instead of load.", "none")],
        });
    }

    // Looks at tasks see every kind of uninterruptible sleep, procs_blocked only block I/O, but ten times as often.
    private static double BlockedTasks(Observation observation)
    {
        int looks = observation.Tasks.Processes.Select(t => t.SeenCount).DefaultIfEmpty(0).Max();
        double seen = looks > 0 ? observation.Blocked.Sum(b => (double)b.Looks) / looks : 0;
        return observation.Bursts.BlockedTasks.IsEmpty ? seen : Math.Max(seen, observation.Bursts.BlockedTasks.Mean);
    }
}

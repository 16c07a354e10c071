using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;

namespace Sonde.Diagnosis.Rules.Tasks;

/// <summary>Answers the checklist's questions about tasks and their limits where no rule found anything. Stands after the rules that it asks about.</summary>
public sealed class TaskChecklistRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        if (observation.Tasks.Processes.Count == 0)
            return;
        if (!judgement.HasFound(FindingIds.Task.Blocked, FindingIds.Task.Zombies, FindingIds.System.HungTask, FindingIds.System.SoftLockup))
            AskStuck(observation, judgement);
        if (!judgement.HasFound(FindingIds.Task.FdLimit, FindingIds.Task.PidLimit, FindingIds.Task.ThreadExplosion, FindingIds.System.FdLimit))
            AskLimits(observation, judgement);
    }

    private static void AskStuck(Observation observation, Judgement judgement)
    {
        // A window that is shorter than a stuck task's wait cannot clear any.
        if (!(observation.Seconds >= Thresholds.Task.BlockedSeconds))
            return;
        int zombies = ZombieRule.Lasting(observation).Count();
        int waiting = observation.Blocked.Where(b => b.HasRun).DistinctBy(b => b.Tid).Count();
        string io = waiting > 0 ? $"; {Wording.Count(waiting, "task")} waited and went on" : "";
        judgement.RuleOut(
            "Are tasks stuck?",
            $"no: none slept uninterruptibly for {Wording.Number(Thresholds.Task.BlockedSeconds)} s without running{io}; {Wording.Count(zombies, "zombie")}",
            Proof.Of(
                new("tasks stuck in state D", 0, "tasks", 1, "/proc/PID/task/TID/stat"),
                new("zombies", zombies, "processes", Thresholds.Task.Zombies, "/proc/PID/stat state Z")));
    }

    private static void AskLimits(Observation observation, Judgement judgement)
    {
        double tasks = TaskLimits.UsedPercent(observation);
        if (!(tasks < Thresholds.Task.TasksPercent))
            return;
        DescriptorUsage? fullest = observation.Descriptors.Where(d => double.IsFinite(d.Limit)).MaxBy(d => d.UsedPercent);
        string descriptors = fullest is null ? "no process that could be looked into has many descriptors" : $"the fullest process, {Wording.Task(fullest.Comm, fullest.Pid)}, has {Wording.Percent(fullest.UsedPercent)} of its descriptors";
        judgement.RuleOut(
            "Do processes run out of descriptors, processes or threads?",
            $"no: {descriptors}; the machine has {Wording.Percent(tasks)} of the tasks it may have",
            Proof.Of(
                new("descriptors of the fullest process", fullest?.UsedPercent ?? double.NaN, "percent of its limit", Thresholds.Task.DescriptorsPercent, "/proc/PID/fd of /proc/PID/limits"),
                new("tasks", tasks, "percent of the limit", Thresholds.Task.TasksPercent, $"/proc/loadavg of {TaskLimits.Tightest(observation).Name}")));
    }
}

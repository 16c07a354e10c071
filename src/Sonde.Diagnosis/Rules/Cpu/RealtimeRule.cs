using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>Real-time tasks hold a CPU nearly all the time, and others wait for it.</summary>
public sealed class RealtimeRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Cpu.RealtimeStarvation];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        List<RealtimeTask> tasks = [.. Tasks(observation)];
        if (tasks.Count == 0)
            return;
        IGrouping<int, RealtimeTask> there = tasks.GroupBy(t => t.Processor).MaxBy(g => g.Sum(t => t.CpuPercent))!;
        double busy = there.Sum(t => t.CpuPercent);
        if (!(busy >= Thresholds.Cpu.RealtimeBusyPercent))
            return;
        double waiting = CpuWaiters.All(observation).Where(t => t.Processor == there.Key && t.IsOrdinary).Sum(t => t.WaitPercent);
        List<TaskRates> starved = [.. observation.Tasks.Processes.Where(t => IsStarved(t, there.Key))];
        bool wasThrottled = observation.KernelLog.Of(KernelEventKind.RealTimeThrottling).Any(e => e.IsInWindow);
        if (!(waiting >= Thresholds.Cpu.VictimMinimumRunPercent) && starved.Count == 0 && !wasThrottled)
            return;
        RealtimeTask main = there.MaxBy(t => t.CpuPercent)!;
        judgement.Report(new Finding
        {
            Id = FindingIds.Cpu.RealtimeStarvation,
            Severity = starved.Count > 0 || waiting >= Thresholds.Cpu.HotCpuRunDelayPercent ? Severity.Critical : Severity.Warning,
            Confidence = 0.9,
            Title = $"Real-time {main.What} holds CPU {there.Key} for {Wording.Percent(busy)} of the time, and ordinary tasks there hardly run",
            Why = $"A task with a real-time policy runs before every ordinary one and gives the CPU back only when it sleeps. Real-time tasks had CPU {there.Key} for {Wording.Percent(busy)} of the window, "
                + $"while {(starved.Count > 0 ? Wording.Count(starved.Count, "task") + " there stood ready and never ran" : "others there waited " + Wording.Percent(waiting) + " of it in sum")}.",
            Evidence = Proof.Of(
                new($"real-time tasks on CPU {there.Key}", busy, "percent", Thresholds.Cpu.RealtimeBusyPercent, "/proc/PID/stat policy, utime, stime"),
                new("ordinary tasks waiting for it", waiting, "percent of the window, summed", Thresholds.Cpu.VictimMinimumRunPercent, "/proc/PID/schedstat"),
                new("tasks ready that never ran", starved.Count, "tasks", null, "/proc/PID/stat state R without CPU time"),
                new("kernel.sched_rt_runtime_us", observation.Root.ReadNumber("/proc/sys/kernel/sched_rt_runtime_us") ?? double.NaN, "µs", null, "/proc/sys/kernel/sched_rt_runtime_us")),
            Culprits = [.. there.OrderByDescending(t => t.CpuPercent).Take(Parties.LargestCount).Select(t => Parties.Thread(t.Comm, t.Pid, t.Tid, t.CpuPercent / busy, $"{t.PolicyName}, {Wording.Percent(t.CpuPercent)} of CPU {t.Processor}"))],
            Victims = [.. starved.Take(Parties.LargestCount).Select(t => Parties.Process(t, null, "ready in every look, never ran"))],
            Next =
            [
                new("ps -eLo cls,rtprio,psr,pcpu,pid,tid,comm | grep -E '^ *(FF|RR|DLN)'", "all real-time threads"),
                new($"perf record -F 99 -g -t {main.Tid} -- sleep 5 && perf report", "what it does without sleeping"),
            ],
            Fix =
            [
                new("Make it an ordinary task.", "it misses its deadlines", $"chrt -o -p 0 {main.Tid}", $"chrt {main.UndoOption} -p {Math.Max(1, main.Priority)} {main.Tid}"),
                new("Fix the loop: a real-time thread must sleep in every round.", "needs a change of the program"),
                new("Give it a CPU of its own by a cpuset partition and keep the rest out.", "the others have one CPU less"),
            ],
        });
    }

    private static IEnumerable<RealtimeTask> Tasks(Observation observation)
    {
        HashSet<int> byThread = [.. observation.HotThreads.Select(t => t.Pid)];
        foreach (ThreadUsage thread in observation.HotThreads)
        {
            if (thread.Policy is 1 or 2 or 6)
                yield return new RealtimeTask(thread.Pid, thread.Tid, thread.Comm, thread.CpuPercent, thread.Processor, thread.Policy, 0);
        }

        foreach (TaskRates task in observation.Tasks.Processes)
        {
            int policy = task.Process.Stat.Policy;
            if (policy is 1 or 2 or 6 && !byThread.Contains(task.Pid) && !task.HasExited && task.CpuPercent > 0)
                yield return new RealtimeTask(task.Pid, task.Pid, task.Comm, task.CpuPercent, task.Process.Stat.Processor, policy, task.Process.Stat.RealTimePriority);
        }
    }

    private static bool IsStarved(TaskRates task, int cpu) =>
        task.Process.Stat.Processor == cpu && task.Process.Stat.Policy is 0 or 3 && !task.HasUsedCpu && !task.HasExited
        && task.SeenCount >= Thresholds.Window.MinimumSamples && task.RunnableCount == task.SeenCount;

    private sealed record RealtimeTask(int Pid, int Tid, string Comm, double CpuPercent, int Processor, int Policy, int Priority)
    {
        public string What => Tid == Pid ? Wording.Task(Comm, Pid) : $"thread {Comm} (tid {Tid}, pid {Pid})";

        public string PolicyName => Policy switch { 1 => "SCHED_FIFO", 2 => "SCHED_RR", _ => "SCHED_DEADLINE" };

        public string UndoOption => Policy switch { 1 => "-f", 2 => "-r", _ => "-d" };
    }
}

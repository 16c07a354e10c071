using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>Who waits for a CPU, from the run delay of tasks: the time between being ready to run and running. Source: /proc/PID/schedstat.</summary>
internal static class CpuWaiters
{
    /// <summary>A task that wants to run, with what it got.</summary>
    /// <param name="Pid">The process.</param>
    /// <param name="Tid">The thread; the process id for a process as a whole.</param>
    /// <param name="Comm">Its name.</param>
    /// <param name="RunPercent">Time on a CPU, percent of one.</param>
    /// <param name="WaitPercent">Time waiting for one, percent.</param>
    /// <param name="Processor">The CPU it was on last.</param>
    /// <param name="IsOrdinary">True for a program at ordinary priority: neither niced, idle class, real-time nor of the kernel.</param>
    public readonly record struct Task(int Pid, int Tid, string Comm, double RunPercent, double WaitPercent, int Processor, bool IsOrdinary)
    {
        /// <summary>The share of the time it wanted to run in which it waited, percent.</summary>
        public double DelayPercent => WaitPercent * 100 / (WaitPercent + RunPercent);

        /// <summary>True where it wanted to run long enough for the share to mean something, and waited for a large part of that.</summary>
        public bool IsVictim => RunPercent + WaitPercent >= Thresholds.Cpu.VictimMinimumRunPercent && DelayPercent >= Thresholds.Cpu.VictimRunDelayPercent;
    }

    /// <summary>Every task whose wait is known: threads where they were watched, else processes by their main thread. Sonde itself is left out.</summary>
    public static IReadOnlyList<Task> All(Observation observation)
    {
        List<Task> tasks = [];
        HashSet<int> byThread = [];
        Dictionary<int, bool> kernel = observation.Tasks.Processes.Where(t => t.IsKernelThread).Select(t => t.Pid).Distinct().ToDictionary(p => p, _ => true);
        foreach (ThreadUsage thread in observation.HotThreads)
        {
            byThread.Add(thread.Pid);
            if (thread.WaitPercent >= 0 && !IsSonde(observation, thread.Pid))
                tasks.Add(new Task(thread.Pid, thread.Tid, thread.Comm, thread.CpuPercent, thread.WaitPercent, thread.Processor, thread.Nice <= 0 && thread.Policy is 0 or 3 && !kernel.ContainsKey(thread.Pid)));
        }

        foreach (TaskRates task in observation.Tasks.Processes)
        {
            ref readonly Proc.Processes.ProcessStat stat = ref task.Process.Stat;
            if (!byThread.Contains(task.Pid) && task.WaitPercent >= 0 && !IsSonde(observation, task.Pid))
                tasks.Add(new Task(task.Pid, task.Pid, task.Comm, task.CpuPercent, task.WaitPercent, stat.Processor, stat is { Nice: <= 0, Policy: 0 or 3 } && !task.IsKernelThread));
        }

        return tasks;
    }

    /// <summary>The ordinary programs that wait most, without those that <paramref name="culprits"/> names.</summary>
    public static IReadOnlyList<Party> Victims(Observation observation, IEnumerable<Task> tasks, IReadOnlyList<Party> culprits)
    {
        HashSet<int> causing = [.. culprits.Select(c => c.Pid).OfType<int>()];
        return
        [
            .. tasks.Where(t => t.IsOrdinary && t.IsVictim && !causing.Contains(t.Pid)).OrderByDescending(t => t.WaitPercent).DistinctBy(t => t.Pid)
                .Take(Parties.LargestCount).Select(t => Describe(observation, t)),
        ];
    }

    private static Party Describe(Observation observation, in Task task)
    {
        string detail = $"waited for a CPU {Wording.Percent(task.DelayPercent)} of the time it wanted to run";
        if (task.Tid == task.Pid)
            return new Party(PartyKind.Process, task.Comm) { Pid = task.Pid, Detail = detail };
        string owner = observation.FindTask(task.Pid) is { } process && process.Comm != task.Comm ? $"of {process.Comm}, " : "";
        return Parties.Thread(task.Comm, task.Pid, task.Tid, null, owner + detail);
    }

    private static bool IsSonde(Observation observation, int pid) => observation.Root.IsLive && pid == Environment.ProcessId;
}

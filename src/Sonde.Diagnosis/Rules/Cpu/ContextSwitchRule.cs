using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>The CPUs change from task to task so often that the changing itself costs.</summary>
public sealed class ContextSwitchRule : Rule
{
    private const double KnownShare = 0.3;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Cpu.ContextSwitchStorm];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double rate = Counter.Growth(observation.First.Cpu.ContextSwitches, observation.Last.Cpu.ContextSwitches) / observation.Seconds;
        double perCpu = rate / observation.CpuCount;
        double system = observation.Cpu.All.System;
        if (!(perCpu >= Thresholds.Cpu.ContextSwitchesPerCpuPerSecond) || !(system >= Thresholds.Cpu.StormSystemPercent)
            || !Proof.Sustained(observation.Bursts.ContextSwitchesPerSecond, Thresholds.Cpu.ContextSwitchesPerCpuPerSecond * observation.CpuCount))
        {
            return;
        }

        IReadOnlyList<Party> culprits = Culprits(observation, rate);
        string who = culprits.Count > 0 ? $"{Wording.Task(culprits[0].Name, culprits[0].Pid ?? 0)}{(culprits.Count > 1 ? " and others make" : " makes")} the CPUs" : "The CPUs";
        string verb = culprits.Count > 0 ? "switch" : "switch tasks";
        judgement.Report(new Finding
        {
            Id = FindingIds.Cpu.ContextSwitchStorm,
            Severity = perCpu >= Thresholds.Cpu.ContextSwitchesPerCpuPerSecondCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.9,
            Title = $"{who} {verb} {Wording.Number(rate)} times a second; {Wording.Percent(system)} of the CPU time goes into the kernel",
            Why = $"Each CPU changed tasks {Wording.Number(perCpu)} times a second. A change with its wake-up costs some microseconds and cold caches, so threads that hand each other tiny portions of work "
                + "pay more for the hand-over than for the work, and more threads make it worse.",
            Evidence = Proof.Of(
                new("context switches per CPU", perCpu, "per second", Thresholds.Cpu.ContextSwitchesPerCpuPerSecond, "/proc/stat ctxt"),
                new("system time", system, "percent", Thresholds.Cpu.StormSystemPercent, "/proc/stat cpu system"),
                new("most in a tenth of a second", observation.Bursts.ContextSwitchesPerSecond.Max, "per second", null, "/proc/stat ctxt")),
            Culprits = culprits,
            Next = Next(culprits),
            Fix =
            [
                new("Hand over more at a time: take all waiting items at each wake-up, read until EAGAIN, write with writev().", "needs a change of the program"),
                new("Fewer threads: about as many as CPUs for computing, one event loop for many sockets.", "needs a change of configuration"),
            ],
        });
    }

    private static IReadOnlyList<Party> Culprits(Observation observation, double rate)
    {
        Dictionary<int, double> byThread = observation.HotThreads.Where(t => t.SwitchInsPerSecond > 0).GroupBy(t => t.Pid).ToDictionary(g => g.Key, g => g.Sum(t => t.SwitchInsPerSecond));
        double Switches(TaskRates task) => byThread.TryGetValue(task.Pid, out double sum) ? sum : task.SwitchInsPerSecond;
        List<TaskRates> programs = [.. observation.Tasks.Processes.Where(t => !t.IsKernelThread)];
        double known = programs.Select(Switches).Where(double.IsFinite).Sum();

        // Threads that were not watched leave most switches without an owner; then the kernel's time is the best trace.
        return known >= rate * KnownShare
            ? Parties.Top(programs, Switches, t => $"put on a CPU {Wording.Number(Switches(t))} times a second")
            : Parties.Top(programs, t => t.SystemPercent, t => $"{Wording.Percent(t.SystemPercent)} of one CPU in the kernel, {Wording.Count(t.Process.Stat.ThreadCount, "thread")}");
    }

    private static List<NextStep> Next(IReadOnlyList<Party> culprits)
    {
        List<NextStep> steps = [new("sonde vmstat 1 5", "whether it lasts (cs)"), new("sonde pidstat -w -t 1 5", "by thread: sleeping (cswch/s) or preempted (nvcswch/s)")];
        if (culprits.Count > 0)
            steps.Add(new($"perf trace -s -p {culprits[0].Pid} -- sleep 5", "which system calls it sleeps in: futex means locks, read and write mean messages"));
        return steps;
    }
}

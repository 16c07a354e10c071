using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>Processes or threads are created so fast that creating them is the work.</summary>
public sealed class ForkStormRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Cpu.ForkStorm];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double rate = Counter.Growth(observation.First.Cpu.Forks, observation.Last.Cpu.Forks) / observation.Seconds;
        double perCpu = rate / observation.CpuCount;
        double system = observation.Cpu.All.System;
        bool isCostly = system >= Thresholds.Cpu.StormSystemPercent;
        double threshold = isCostly ? Thresholds.Cpu.ForksPerCpuPerSecond : Thresholds.Cpu.ForksPerCpuPerSecondAlone;
        if (!(perCpu >= threshold) || !Proof.Sustained(observation.Bursts.ForksPerSecond, threshold * observation.CpuCount))
            return;
        IReadOnlyList<ForkingParent> parents = ForkingParent.Find(observation);
        bool isBackground = parents.Count > 0 && observation.FindTask(parents[0].Pid)?.Process.Stat.Nice > 0;
        string? threads = ThreadMaker(observation, rate);
        judgement.Report(new Finding
        {
            Id = FindingIds.Cpu.ForkStorm,
            Severity = isBackground ? Severity.Info : isCostly && perCpu >= Thresholds.Cpu.ForksPerCpuPerSecondCritical ? Severity.Critical : Severity.Warning,
            Confidence = parents.Count > 0 ? 0.9 : 0.75,
            Title = Title(rate, parents, threads),
            Why = $"{Wording.Number(rate)} processes and threads began each second, {Wording.Number(perCpu)} for each CPU, and {Wording.Percent(system)} of the CPU time went into the kernel. "
                + "Copying, starting and tearing down a process costs up to a millisecond; children that live that short hardly show in any process list.",
            Evidence = Proof.Of(
                new("processes and threads created per CPU", perCpu, "per second", threshold, "/proc/stat processes"),
                new("system time", system, "percent", isCostly ? Thresholds.Cpu.StormSystemPercent : null, "/proc/stat cpu system"),
                new("processes that ended", observation.Exits.Unavailability is null ? observation.Exits.Count / observation.Seconds : double.NaN, "per second", null, "taskstats exit events")),
            Culprits = [.. parents.Take(Parties.LargestCount).Select(p => p.ToParty(observation.Seconds))],
            Next = Next(parents),
            Fix =
            [
                new("Remove the reason: a shell loop that starts programs, a health check of many tools, a crash loop (systemctl list-units --failed).", "none"),
                new("Keep workers instead of starting one for each job: built-ins instead of programs in loops, process and thread pools.", "needs a change of the program"),
            ],
        });
    }

    private static string Title(double rate, IReadOnlyList<ForkingParent> parents, string? threads)
    {
        if (threads is not null)
            return $"{threads} creates {Wording.Number(rate)} threads a second";
        if (parents.Count == 0)
            return $"{Wording.Number(rate)} processes or threads are created each second";
        ForkingParent main = parents[0];
        if (main.Comm.Length == 0)
            return $"{Wording.Number(rate)} processes begin and end each second, mostly {main.Children}";
        string what = main.Children.Length > 0 && main.Children != main.Comm ? $", mostly {main.Children}" : "";
        return $"{Wording.Task(main.Comm, main.Pid)} starts most of {Wording.Number(rate)} processes a second{what}";
    }

    // Ends of threads are not in the survey, so where few processes end and one process has new threads all the time, it makes threads.
    private static string? ThreadMaker(Observation observation, double rate)
    {
        if (observation.Exits.Unavailability is not null || observation.Exits.Lost > 0 || observation.Exits.Count / observation.Seconds > rate / 4)
            return null;
        TaskRates? maker = observation.Tasks.Processes.Where(t => t.ThreadGrowth != 0).MaxBy(t => Math.Abs(t.ThreadGrowth));
        return maker is null ? null : Wording.Task(maker);
    }

    private static List<NextStep> Next(IReadOnlyList<ForkingParent> parents)
    {
        List<NextStep> steps = [new("execsnoop-bpfcc", "every program that starts, with its parent and arguments")];
        if (parents.Count > 0 && parents[0].Comm.Length > 0)
            steps.Add(new($"ps -o pid,ppid,user,lstart,cmd -p {parents[0].Pid}", "what the parent is"));
        steps.Add(new("perf trace -e 'clone*,execve' -a -- sleep 3", "who calls fork and exec"));
        return steps;
    }
}

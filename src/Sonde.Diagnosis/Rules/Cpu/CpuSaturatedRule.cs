using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>More runnable work than CPUs: busy, and a queue before them.</summary>
public sealed class CpuSaturatedRule : Rule
{
    private const double MainCulpritShare = 0.4;
    private const double OnlyCulpritShare = 0.7;

    // Who uses less than this and waits is wronged more than it wrongs.
    private const double CulpritOnlyShare = 0.2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Cpu.Saturated];

    /// <summary>Runnable tasks beyond one for each CPU, per CPU, averaged over the window; NaN where the kernel does not say.</summary>
    internal static double WaitingPerCpu(Observation observation) =>
        observation.Bursts.RunnableTasks.IsEmpty ? double.NaN : Math.Max(0, observation.Bursts.RunnableTasks.Mean - observation.CpuCount) / observation.CpuCount;

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double busy = observation.Cpu.All.Busy;
        double waiting = WaitingPerCpu(observation);
        double pressure = observation.Bursts.CpuSome.Percent;
        double queue = observation.CpuCount * (1 + Thresholds.Cpu.SaturatedWaitingPerCpu);
        bool queued = waiting >= Thresholds.Cpu.SaturatedWaitingPerCpu && Proof.Sustained(observation.Bursts.RunnableTasks, queue);
        if (!(busy >= Thresholds.Cpu.SaturatedBusyPercent) || !queued || pressure < Thresholds.Cpu.PressureSomePercent)
            return;
        IReadOnlyList<CpuWaiters.Task> tasks = CpuWaiters.All(observation);
        double background = BackgroundPercent(observation, busy);
        bool isBackground = background >= Thresholds.Cpu.BackgroundNicePercent;
        IReadOnlyList<Party> culprits = Culprits(observation, isBackground).WithCgroups(observation);
        IReadOnlyList<Party> victims = CpuWaiters.Victims(observation, tasks, [.. culprits.Where(c => c.Share >= CulpritOnlyShare)]);
        culprits = [.. culprits.Where(c => !victims.Any(v => v.Pid == c.Pid))];
        judgement.Report(new Finding
        {
            Id = FindingIds.Cpu.Saturated,
            Severity = Weigh(waiting, pressure, isBackground && victims.Count == 0),
            Confidence = double.IsNaN(pressure) ? 0.75 : 0.9,
            Title = Title(observation, culprits, isBackground, waiting * observation.CpuCount),
            Why = Why(observation, busy, waiting, pressure, isBackground, background, victims.Count),
            Evidence = Proof.Of(
                new("CPU busy", busy, "percent", Thresholds.Cpu.SaturatedBusyPercent, "/proc/stat cpu"),
                new("tasks waiting for each CPU", waiting, "tasks", Thresholds.Cpu.SaturatedWaitingPerCpu, "/proc/stat procs_running"),
                new("CPU pressure, some", pressure, "percent", Thresholds.Cpu.PressureSomePercent, "/proc/pressure/cpu"),
                new("busy time at positive nice", background, "percent", isBackground ? Thresholds.Cpu.BackgroundNicePercent : null, "/proc/stat cpu nice")),
            Culprits = culprits,
            Victims = victims,
            Next = Next(culprits),
            Fix = Fixes(culprits),
        });
    }

    private static Severity Weigh(double waiting, double pressure, bool harmless)
    {
        if (harmless)
            return Severity.Info;
        bool isCritical = waiting >= Thresholds.Cpu.SaturatedWaitingPerCpuCritical && !(pressure < Thresholds.Cpu.PressureSomePercentCritical);
        return isCritical ? Severity.Critical : Severity.Warning;
    }

    // Short-lived processes show in the machine's nice time, system time of niced ones only in their own.
    private static double BackgroundPercent(Observation observation, double busy)
    {
        double machine = (observation.Cpu.All.Nice + observation.Cpu.All.GuestNice) * 100 / busy;
        double all = observation.Tasks.Processes.Sum(t => Known(t.CpuPercent));
        double niced = observation.Tasks.Processes.Where(IsBackground).Sum(t => Known(t.CpuPercent));
        return all > 0 ? Math.Max(machine, niced * 100 / Math.Max(all, busy * observation.CpuCount)) : machine;
    }

    private static bool IsBackground(TaskRates task) => task.Process.Stat.Nice > 0 || task.Process.Stat.Policy == 5;

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;

    private static IReadOnlyList<Party> Culprits(Observation observation, bool isBackground) => Parties.Top(
        observation.Tasks.Processes.Where(t => !isBackground || IsBackground(t)),
        t => t.CpuPercent,
        t => $"{Threads(observation, t)}{Wording.Percent(t.CpuPercent)} of one CPU{(IsBackground(t) ? ", niced" : "")}");

    private static string Threads(Observation observation, TaskRates task) =>
        BusyThreads(observation, task) is > 1 and int threads ? Wording.Count(threads, "thread") + ", " : "";

    // Of a server's hundred threads only some want to run; where its threads were not watched, all are counted.
    private static int BusyThreads(Observation observation, TaskRates task)
    {
        int busy = observation.HotThreads.Count(t => t.Pid == task.Pid && t.CpuPercent + Known(t.WaitPercent) >= Thresholds.Cpu.VictimMinimumRunPercent);
        return busy > 0 ? busy : task.Process.Stat.ThreadCount;
    }

    private static string Title(Observation observation, IReadOnlyList<Party> culprits, bool isBackground, double waiting)
    {
        string supply = $"more CPU than {Wording.Cpus(observation.CpuCount)} {(observation.CpuCount == 1 ? "has" : "have")}";
        string prefix = isBackground ? "Background work: " : "";
        if (culprits.Count > 0 && culprits[0].Share >= MainCulpritShare && observation.FindTask(culprits[0].Pid ?? 0) is { } main)
        {
            int threads = BusyThreads(observation, main);
            if (threads == 1)
                return $"{prefix}{Wording.Task(main)} and {Wording.Count(Math.Max(1, Math.Round(waiting)), "other task")} want {supply}";
            string others = culprits[0].Share < OnlyCulpritShare ? " and others" : "";
            return $"{prefix}{Wording.Count(threads, "thread")} of {Wording.Task(main)}{others} want {supply}";
        }

        var group = observation.Tasks.Processes.GroupBy(t => t.Comm, StringComparer.Ordinal)
            .Select(g => (Comm: g.Key, Count: g.Count(t => t.CpuPercent >= 1), Percent: g.Sum(t => Known(t.CpuPercent)))).DefaultIfEmpty().MaxBy(g => g.Percent);
        double all = observation.Tasks.Processes.Sum(t => Known(t.CpuPercent));
        if (group.Count > 1 && group.Percent >= all * MainCulpritShare)
            return $"{prefix}{Wording.Number(group.Count)} {group.Comm} processes{(group.Percent < all * OnlyCulpritShare ? " and others" : "")} want {supply}";
        string leader = culprits.Count > 0 ? $"; {Wording.Task(culprits[0].Name, culprits[0].Pid ?? 0)} uses most of it" : "";
        return $"{prefix}{Wording.Count(Math.Round(waiting + observation.CpuCount), "task")} want {supply}{leader}";
    }

    private static string Why(Observation observation, double busy, double waiting, double pressure, bool isBackground, double background, int victims)
    {
        string queue = $"The CPUs were busy {Wording.Percent(busy)} of the time, and {Wording.Count(waiting * observation.CpuCount, "task")} on average stood ready to run without one";
        string stall = double.IsNaN(pressure) ? ". " : $": in {Wording.Percent(pressure)} of the time somebody waited for a turn. ";
        if (!isBackground)
            return queue + stall + "Each task gets its work done later by what it waits; the processes named use the time that the others lack.";
        string share = $"{Wording.Percent(background)} of that was niced work, which gives way to everything else";
        return queue + stall + (victims == 0 ? share + ", and no ordinary program waited notably." : share + ", yet ordinary programs waited all the same.");
    }

    private static List<NextStep> Next(IReadOnlyList<Party> culprits)
    {
        List<NextStep> steps = [];
        if (culprits.Count > 0)
        {
            steps.Add(new($"sonde pidstat -t -u -p {culprits[0].Pid} 1 5", "which of its threads use the CPU, and how long they wait (%wait)"));
            steps.Add(new($"perf record -F 99 -g -p {culprits[0].Pid} -- sleep 10 && perf report", "which functions use it"));
        }

        steps.Add(new("sonde mpstat -P ALL 1 5", "whether all CPUs are full, and with what"));
        return steps;
    }

    private static List<Fix> Fixes(IReadOnlyList<Party> culprits)
    {
        List<Fix> fixes = [new("Find out whether this work is needed now: a retry loop, debug logging, a job started twice. Stopping it costs nothing.", "none")];
        if (culprits.Count > 0)
        {
            int? pid = culprits[0].Pid;
            fixes.Add(new($"Let the others go first.", $"{culprits[0].Name} takes longer", $"renice -n 19 -p $(ls /proc/{pid}/task)", $"renice -n 0 -p $(ls /proc/{pid}/task)"));
        }

        fixes.Add(new("Add CPUs, or move work to another machine, once the work is known to be wanted.", "cost"));
        return fixes;
    }
}

using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Tasks;

/// <summary>A parent does not collect its ended children.</summary>
public sealed class ZombieRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Task.Zombies];

    /// <summary>Processes that are dead and were so all through the window, as far as it can be told.</summary>
    internal static IEnumerable<TaskRates> Lasting(Observation observation) => observation.Tasks.Processes.Where(t => IsZombie(t) && !t.IsNew && t.SeenCount >= 2 && !t.HasUsedCpu);

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        List<(int Parent, int Count)> parents =
            [.. Lasting(observation).GroupBy(t => t.Process.Stat.ParentPid).Select(g => (g.Key, g.Count())).Where(p => p.Item2 >= Thresholds.Task.Zombies).OrderByDescending(p => p.Item2)];
        if (parents.Count == 0)
            return;
        (int worst, int count) = parents[0];
        int all = parents.Sum(p => p.Count);
        TaskRates? parent = observation.FindTask(worst);
        string state = parent?.Process.Stat.State switch
        {
            'T' or 't' => "It is stopped and cannot collect them.",
            'D' => "It is blocked in the kernel and cannot collect them.",
            null => "",
            _ => "It runs, but does not call wait().",
        };
        int fresh = observation.Tasks.Processes.Count(t => IsZombie(t) && t.IsNew && t.Process.Stat.ParentPid == worst);
        judgement.Report(new Finding
        {
            Id = FindingIds.Task.Zombies,
            Severity = all >= Thresholds.Task.ZombiesCritical ? Severity.Critical : Severity.Warning,
            Confidence = 0.9,
            Title = $"{Name(parent, worst)} does not collect its {Wording.Number(count)} ended children (zombies)",
            Why = $"{Wording.Count(all, "process", "processes")} ended and stayed in the process table all through the window, because the parent has not asked for their exit status. "
                + $"Each keeps a process id until the limit is reached and nothing can be started. {state}".TrimEnd(),
            Evidence = Proof.Of(
                new("zombies of one parent", count, "processes", Thresholds.Task.Zombies, "/proc/PID/stat state Z"),
                new("new ones in the window", fresh, "processes", null, "/proc/PID/stat starttime"),
                new("tasks of the machine", observation.Last.Load.IsAvailable ? observation.Last.Load.TotalThreads : double.NaN, "tasks", null, "/proc/loadavg")),
            Culprits =
            [
                .. parents.Take(Parties.LargestCount).Select(p => new Party(PartyKind.Process, observation.FindTask(p.Parent)?.Comm ?? "parent")
                {
                    Pid = p.Parent,
                    Share = p.Count / (double)all,
                    Detail = $"{Wording.Number(p.Count)} zombies",
                }),
            ],
            Next =
            [
                new($"ps --ppid {worst} -o pid,state,lstart,comm | head", "its children"),
                new($"cat /proc/{worst}/wchan; grep -E 'State|SigCgt' /proc/{worst}/status", "what it does instead, and whether it handles SIGCHLD (bit 17 of SigCgt)"),
            ],
            Fix =
            [
                new("Remind the parent, in case it missed the signal.", "none", $"kill -CHLD {worst}"),
                new("Restart the parent: its zombies go to init and vanish. Killing the zombies does nothing, they are dead.", "the service is away for a moment"),
                new("Fix the code: waitpid(-1, ..., WNOHANG) in a loop at SIGCHLD; in containers a small init as process 1.", "needs a change of the program or image"),
            ],
        });
    }

    private static bool IsZombie(TaskRates task) => task.Process.Stat is { State: 'Z', ThreadCount: <= 1 } && !task.HasExited;

    private static string Name(TaskRates? parent, int pid) => parent is null ? $"The parent (pid {pid})" : Wording.Task(parent);
}

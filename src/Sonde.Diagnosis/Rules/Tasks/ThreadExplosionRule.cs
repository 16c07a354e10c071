using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Tasks;

/// <summary>A process has very many threads, or makes more and more.</summary>
public sealed class ThreadExplosionRule : Rule
{
    private const int LargestSampleCount = 200;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Task.ThreadExplosion];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        List<TaskRates> many = [.. observation.Tasks.Processes.Where(t => IsExploding(t, observation.Seconds)).OrderByDescending(t => t.Process.Stat.ThreadCount)];
        if (many.Count == 0)
            return;
        TaskRates worst = many[0];
        double threads = worst.Process.Stat.ThreadCount;
        double growth = worst.ThreadGrowth / observation.Seconds;
        double used = TaskLimits.UsedPercent(observation);
        string growing = growth >= 1 ? $" and makes {Wording.Number(growth)} more each second" : "";
        string waits = MostWaitIn(observation, worst.Pid) is { } function ? $" Most of them wait in {function}." : "";
        judgement.Report(new Finding
        {
            Id = FindingIds.Task.ThreadExplosion,
            Severity = used >= Thresholds.Task.TasksPercentCritical ? Severity.Critical : Severity.Warning,
            Confidence = growing.Length > 0 ? 0.9 : 0.75,
            Title = $"{Wording.Task(worst)} has {Wording.Number(threads)} threads{growing}",
            Why = $"Every thread takes a task id, kernel memory and a stack, and all of them take turns on {Wording.Cpus(observation.CpuCount)}. "
                + $"A pool that grows is mostly waiting for something slow behind it, and adds threads instead of refusing work.{waits}",
            Evidence = Proof.Of(
                new("threads", threads, "threads", Thresholds.Task.Threads, $"/proc/{worst.Pid}/stat num_threads"),
                new("growth", growth, "threads/s", Thresholds.Task.ThreadGrowthPerSecond, $"/proc/{worst.Pid}/stat num_threads"),
                new("tasks of the tightest machine-wide limit", used, "percent", Thresholds.Task.TasksPercent, "/proc/loadavg of kernel.threads-max and kernel.pid_max")),
            Culprits = Parties.Top(many, t => t.Process.Stat.ThreadCount, t => $"{Wording.Number(t.Process.Stat.ThreadCount)} threads, {(t.ThreadGrowth >= 0 ? "+" : "")}{Wording.Number(t.ThreadGrowth)} in the window"),
            Next =
            [
                new($"cat /proc/{worst.Pid}/task/*/wchan | sort | uniq -c | sort -rn | head", "what they wait for: futex is each other, poll the network"),
                new($"cat /proc/{worst.Pid}/task/*/comm | sed 's/[0-9]*$//' | sort | uniq -c | sort -rn | head", "which pool they belong to"),
            ],
            Fix =
            [
                new("Find what is slow behind the pool, and give calls to it a time-out.", "none"),
                new("Bound the pool and its queue, and refuse early when it is full.", "needs a change of configuration"),
                new("Restart the process when memory or task ids run short.", "the cause comes back"),
            ],
        });
    }

    private static bool IsExploding(TaskRates task, double seconds) =>
        !task.HasExited
        && (task.Process.Stat.ThreadCount >= Thresholds.Task.Threads
            || (task.Process.Stat.ThreadCount >= Thresholds.Task.GrowingThreads && task.ThreadGrowth / seconds >= Thresholds.Task.ThreadGrowthPerSecond));

    private static string? MostWaitIn(Observation observation, int pid)
    {
        Dictionary<string, int> functions = new(StringComparer.Ordinal);
        int looked = 0;
        foreach (string tid in observation.Root.List($"/proc/{pid}/task", out _).Take(LargestSampleCount))
        {
            looked++;
            if (observation.Root.ReadText($"/proc/{pid}/task/{tid}/wchan") is { Length: > 1 } function)
                functions[function] = functions.GetValueOrDefault(function) + 1;
        }

        return functions.Where(f => f.Value * 2 > looked).Select(f => f.Key).FirstOrDefault();
    }
}

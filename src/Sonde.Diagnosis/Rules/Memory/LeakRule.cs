using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Memory;

/// <summary>One process takes more and more private memory.</summary>
internal sealed class LeakRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids => [FindingIds.Memory.Leak];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        // A shorter window sees an allocation or two, not a trend.
        if (!(observation.Seconds >= Thresholds.Window.MinimumSeconds))
            return;
        double startTicks = observation.First.SinceBoot.TotalSeconds * 100;
        foreach (TaskRates task in observation.Tasks.Processes.Where(t => !t.HasExited && !t.IsKernelThread && !t.IsNew))
        {
            double bytesPerSecond = task.ResidentGrowthKibibytes * 1024 / observation.Seconds;
            double age = (startTicks - task.Process.Identity.StartTimeTicks) / 100;
            // The first look has nothing to compare with, so one look fewer can have seen growth.
            double rising = task.SeenCount > 1 ? task.ResidentGrowthCount * 100.0 / (task.SeenCount - 1) : 0;
            if (bytesPerSecond >= Thresholds.Memory.LeakBytesPerSecond && rising >= Thresholds.Memory.LeakRisingSamplesPercent && age >= Thresholds.Memory.LeakMinimumAgeSeconds)
                JudgeGrowth(observation, task, bytesPerSecond, judgement);
        }
    }

    private static void JudgeGrowth(Observation observation, TaskRates task, double bytesPerSecond, Judgement judgement)
    {
        // Mapped files grow the resident set too and are no leak: the anonymous part must hold at least what was added.
        double anonymous = MemoryFacts.AnonymousKibibytes(observation, task.Pid);
        if (!(anonymous >= task.ResidentGrowthKibibytes))
            return;
        (double room, string whose) = Room(observation, task);
        double seconds = room / bytesPerSecond;
        Severity severity = seconds <= Thresholds.Memory.ExhaustionSecondsCritical ? Severity.Critical
            : seconds <= Thresholds.Memory.ExhaustionSeconds ? Severity.Warning
            : Severity.Info;
        judgement.Report(new Finding
        {
            Id = FindingIds.Memory.Leak,
            Severity = severity,
            Confidence = 0.75,
            Title = $"{task.Comm} (pid {task.Pid}) grows by {bytesPerSecond / MemoryFacts.Mebibyte:0.#} MiB/s: {whose} full in {Duration(seconds)}",
            Why = $"Its resident memory grew by {task.ResidentGrowthKibibytes / 1024:N0} MiB in {observation.Seconds:0.#} s, at every look, and what grew is private to it. "
                + "Memory that only grows ends in swap or with the OOM killer.",
            Evidence =
            [
                new("growth of resident memory", bytesPerSecond, "bytes/s", Thresholds.Memory.LeakBytesPerSecond, $"/proc/{task.Pid}/stat rss"),
                new("anonymous memory", anonymous * 1024, "bytes", null, $"/proc/{task.Pid}/status RssAnon"),
                new("time until the memory is used up", seconds, "seconds", Thresholds.Memory.ExhaustionSeconds, "/proc/meminfo MemAvailable, or the group's limit"),
            ],
            Culprits = [Parties.Process(task, 1, $"{task.ResidentKibibytes / 1024:N0} MiB resident now")],
            Next =
            [
                new($"sonde pidstat -r -p {task.Pid} 1 10", "whether the growth goes on"),
                new($"cat /proc/{task.Pid}/smaps_rollup", "which kind of memory it is"),
                new($"perf record -e page-faults -g -p {task.Pid} -- sleep 10", "which code touches new memory"),
            ],
            Fix =
            [
                new("If it loads data and will stop by itself, let it; else find the code that keeps what it allocates", "none"),
                new("Restart it before the memory is used up, to buy time", "its work is interrupted"),
            ],
        });
    }

    private static (double Bytes, string Whose) Room(Observation observation, TaskRates task)
    {
        CgroupUsage? group = observation.Cgroups.Groups.Where(g => g.MemoryLimitBytes > 0 && g.Members.Contains(task.Pid)).MinBy(g => g.MemoryLimitBytes);
        double machine = MemoryFacts.AvailableBytes(observation);
        double inGroup = group is null ? double.NaN : Math.Max(0, group.MemoryLimitBytes - group.WorkingSetBytes);
        return inGroup < machine ? (inGroup, $"control group {group!.Path} is") : (machine, "the machine's memory is");
    }

    private static string Duration(double seconds) => seconds switch
    {
        < 120 => $"{seconds:0} s",
        < 7200 => $"{seconds / 60:0} minutes",
        < 172_800 => $"{seconds / 3600:0} hours",
        _ => $"{seconds / 86_400:0} days",
    };
}

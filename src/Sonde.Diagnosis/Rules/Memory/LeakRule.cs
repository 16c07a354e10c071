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
        foreach (MemoryGrowth growth in observation.GrowingProcesses.Where(g => g.AnonymousBytesPerSecond >= Thresholds.Memory.LeakBytesPerSecond))
        {
            if (observation.FindTask(growth.Pid) is { HasExited: false, IsKernelThread: false, IsNew: false } task && IsSteady(task)
                && task.AgeSeconds(observation.First.SinceBoot) >= Thresholds.Memory.LeakMinimumAgeSeconds)
                JudgeGrowth(observation, task, growth, judgement);
        }
    }

    // The first look has nothing to compare with, so one look fewer can have seen growth.
    private static bool IsSteady(TaskRates task) => task.SeenCount >= Thresholds.Window.MinimumSamples
        && task.ResidentGrowthCount * 100.0 / (task.SeenCount - 1) >= Thresholds.Memory.LeakRisingSamplesPercent;

    private static void JudgeGrowth(Observation observation, TaskRates task, MemoryGrowth growth, Judgement judgement)
    {
        (double room, double memory, string whose) = Room(observation, task);
        double seconds = room / growth.AnonymousBytesPerSecond;
        if (double.IsNaN(seconds))
            return;
        Severity severity = !IsHabit(observation, task, growth, memory) ? Severity.Info
            : seconds <= Thresholds.Memory.ExhaustionSecondsCritical ? Severity.Critical
            : seconds <= Thresholds.Memory.ExhaustionSeconds ? Severity.Warning
            : Severity.Info;
        judgement.Report(new Finding
        {
            Id = FindingIds.Memory.Leak,
            Severity = severity,
            Confidence = 0.75,
            Title = $"{Wording.Task(task)} grows by {growth.AnonymousBytesPerSecond / MemoryFacts.Mebibyte:0.#} MiB/s: {whose} full in {UnitText.Seconds(Math.Round(seconds))}",
            Why = $"Its private memory grew by {growth.AnonymousKibibytes / 1024:N0} MiB in {growth.Seconds:0.#} s, and it grew at {task.ResidentGrowthCount} of {task.SeenCount - 1} looks. "
                + "Memory that only grows ends in swap or with the OOM killer.",
            Evidence = Proof.Of(
                new("growth of private memory", growth.AnonymousBytesPerSecond, "bytes/s", Thresholds.Memory.LeakBytesPerSecond, $"/proc/{task.Pid}/status RssAnon+VmSwap"),
                new("looks that saw it grow", task.ResidentGrowthCount * 100.0 / (task.SeenCount - 1), "percent", Thresholds.Memory.LeakRisingSamplesPercent, $"/proc/{task.Pid}/stat rss"),
                new("time until the memory is used up", seconds, "seconds", Thresholds.Memory.ExhaustionSeconds, "/proc/meminfo MemAvailable, or the group's limit"),
                MemoryFacts.Available(observation, null)),
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

    // It grew all its life, or holds much already: a server of some hours that takes a gigabyte for one query is neither.
    private static bool IsHabit(Observation observation, TaskRates task, MemoryGrowth growth, double memory)
    {
        double held = growth.AnonymousHeldKibibytes * 1024;
        double lifetime = task.AgeSeconds(observation.First.SinceBoot) + observation.Seconds;
        return held / lifetime >= growth.AnonymousBytesPerSecond * Thresholds.Memory.LeakLifetimePercent / 100
            || held >= memory * Thresholds.Memory.LeakHeldPercent / 100;
    }

    // Every limited group that it is in, and the machine: the least room counts. With it goes the memory that it is part of.
    private static (double Bytes, double Memory, string Whose) Room(Observation observation, TaskRates task)
    {
        (double Bytes, double Memory, string Whose) least = (MemoryFacts.AvailableBytes(observation), observation.MemoryKibibytes("MemTotal") * 1024, "the machine's memory is");
        foreach (CgroupUsage group in observation.Cgroups.Groups.Where(g => g.Members.Contains(task.Pid)))
        {
            double room = Math.Max(0, group.MemoryLimitBytes - group.WorkingSetBytes);
            if (room < least.Bytes || (double.IsNaN(least.Bytes) && !double.IsNaN(room)))
                least = (room, group.MemoryLimitBytes, $"control group {group.Path} is");
        }

        return least;
    }
}

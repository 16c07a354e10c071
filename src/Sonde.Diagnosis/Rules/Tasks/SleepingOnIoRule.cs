using Sonde.Diagnosis.Findings;
using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Tasks;

/// <summary>A process spends its time waiting for storage. Information: whether the storage is at fault, the findings about disks say.</summary>
public sealed class SleepingOnIoRule : Rule
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; } = [FindingIds.Task.SleepingOnIo];

    /// <inheritdoc/>
    public override void Judge(Observation observation, Judgement judgement)
    {
        double pressure = observation.Bursts.IoSome.Percent;
        if (pressure < Thresholds.Disk.PressureSomePercent)
            return;
        List<TaskRates> sleeping =
        [
            .. observation.Tasks.Processes
                .Where(t => !t.HasExited && !t.IsKernelThread && WaitPercent(t) >= Thresholds.Task.IoSleepPercent && t.ReadKibibytesPerSecond + t.WriteKibibytesPerSecond > 0)
                .OrderByDescending(WaitPercent),
        ];
        if (sleeping.Count == 0)
            return;
        TaskRates worst = sleeping[0];
        judgement.Report(new Finding
        {
            Id = FindingIds.Task.SleepingOnIo,
            Severity = Severity.Info,
            Confidence = worst.BlockIoDelayPercent > 0 ? 0.85 : 0.6,
            Title = $"{Wording.Task(worst)}{(sleeping.Count > 1 ? $" and {Wording.Count(sleeping.Count - 1, "other process", "other processes")} spend" : " spends")} {Wording.Percent(WaitPercent(worst))} of the time waiting for storage",
            Why = "Its work goes as fast as the device answers: a faster CPU would change nothing. Where the data could be kept in memory or asked for earlier, the wait goes away; "
                + "where the device is slow or full of others' requests, a finding about the disk says so.",
            Evidence = Proof.Of(
                new("time waiting for storage", WaitPercent(worst), "percent", Thresholds.Task.IoSleepPercent, worst.BlockIoDelayPercent > 0 ? $"/proc/{worst.Pid}/stat delayacct_blkio_ticks" : $"looks at /proc/{worst.Pid}/stat in state D"),
                new("read", worst.ReadKibibytesPerSecond, "KiB/s", null, $"/proc/{worst.Pid}/io"),
                new("written", worst.WriteKibibytesPerSecond, "KiB/s", null, $"/proc/{worst.Pid}/io"),
                new("I/O pressure, some", pressure, "percent", Thresholds.Disk.PressureSomePercent, "/proc/pressure/io")),
            Culprits =
            [
                .. sleeping.Take(Parties.LargestCount).Select(t => Parties.Process(
                    t, null, $"waits {Wording.Percent(WaitPercent(t))}, reads {Wording.Number(t.ReadKibibytesPerSecond)} and writes {Wording.Number(t.WriteKibibytesPerSecond)} KiB/s")),
            ],
            Next =
            [
                new($"sonde pidstat -d -p {worst.Pid} 1 5", "what it reads and writes"),
                new("sonde iostat -x 1 5", "how the devices answer"),
            ],
            Fix =
            [
                new("Avoid the wait: keep data in memory, read ahead, use an index, sync less often.", "needs a change of the program"),
                new("Ask for more at once: several threads, io_uring, a larger queue depth.", "needs a change of the program"),
            ],
        });
    }

    // Where delay accounting is off the kernel counts nothing, and the looks at the task's state estimate it.
    private static double WaitPercent(TaskRates task)
    {
        if (task.BlockIoDelayPercent > 0)
            return Math.Min(100, task.BlockIoDelayPercent);
        return task.SeenCount >= Thresholds.Window.MinimumSamples && task.HasUsedCpu ? task.UninterruptibleCount * 100.0 / task.SeenCount : double.NaN;
    }
}

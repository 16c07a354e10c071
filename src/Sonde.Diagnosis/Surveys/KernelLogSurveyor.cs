using Sonde.Diagnosis.Observations;
using Sonde.Linux;
using Sonde.Proc;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Reads the kernel log once, at the end of the window, and keeps what matters of the window and of the recent past.</summary>
internal static class KernelLogSurveyor
{
    private const int LargestEventCount = 256;

    /// <summary>The events since <paramref name="windowStart"/> and of the recent past before it.</summary>
    /// <param name="root">Only the machine itself has a log that can be read.</param>
    /// <param name="windowStart">Start of the window on the log's clock, CLOCK_MONOTONIC.</param>
    /// <param name="unavailable">Gets a line where records were overwritten before they were read.</param>
    public static KernelLogSurvey Survey(LinuxRoot root, TimeSpan windowStart, List<Unavailability> unavailable)
    {
        if (!root.IsLive)
            return new KernelLogSurvey { Unavailability = new Unavailability("kernel log", "a recorded tree has none", "") };
        Errno errno = KernelLog.TryOpen(out KernelLog? log);
        if (!errno.IsSuccess)
            return new KernelLogSurvey { Unavailability = new Unavailability("kernel log (/dev/kmsg)", errno.ToString(), KernelLog.Remedy(errno)) };
        using (log)
        {
            TimeSpan oldest = windowStart - TimeSpan.FromSeconds(Thresholds.Window.KernelLogRecentSeconds);
            KernelLogClassifier classifier = new();
            Queue<KernelEvent> events = new();
            while ((errno = log!.ReadNext(out KernelLogRecord record)).IsSuccess)
            {
                // Only the kernel itself (facility 0) is believed: any program may write to the log.
                if (record.Facility != 0 || record.SinceBoot < oldest || classifier.Classify(record.Text, record.SinceBoot, record.SinceBoot >= windowStart) is not { } found)
                    continue;
                events.Enqueue(found);
                if (events.Count > LargestEventCount)
                    events.Dequeue();
            }

            if (log.Overwritten > 0)
                unavailable.Add(new Unavailability("kernel log", $"{log.Overwritten} records were overwritten while they were read", "a larger log: boot with log_buf_len=16M"));
            return errno == Errno.TryAgain
                ? new KernelLogSurvey { Events = [.. events] }
                : new KernelLogSurvey { Events = [.. events], Unavailability = new Unavailability("kernel log (/dev/kmsg)", errno.ToString(), KernelLog.Remedy(errno)) };
        }
    }
}

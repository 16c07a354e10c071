using Sonde.Diagnosis.Observations;
using Sonde.Metrics.Rates;
using Sonde.Proc.Cpu;

namespace Sonde.Diagnosis.Use;

/// <summary>How long tasks waited for one CPU. Source: /proc/schedstat, Documentation/scheduler/sched-stats.rst.</summary>
internal static class RunDelay
{
    /// <summary>Milliseconds of waiting per second, all tasks of the CPU together; NaN where either sample lacks the CPU.</summary>
    public static double MillisecondsPerSecond(Observation observation, int cpu) =>
        TryFind(observation.First.Scheduler, cpu, out ulong earlier) && TryFind(observation.Last.Scheduler, cpu, out ulong later)
            ? Counter.Growth(earlier, later) / 1e6 / observation.Seconds
            : double.NaN;

    private static bool TryFind(SchedulerStatistics statistics, int cpu, out ulong nanoseconds)
    {
        foreach (ref readonly SchedulerCounters row in statistics.Cpus)
        {
            if (row.Cpu == cpu)
            {
                nanoseconds = row.RunDelayNanoseconds;
                return true;
            }
        }

        nanoseconds = 0;
        return false;
    }
}

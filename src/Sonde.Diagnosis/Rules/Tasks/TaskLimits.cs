using Sonde.Diagnosis.Observations;

namespace Sonde.Diagnosis.Rules.Tasks;

/// <summary>How many tasks the machine may have. Source: kernel.threads-max, kernel.pid_max; each thread takes an id.</summary>
internal static class TaskLimits
{
    /// <summary>Threads that exist; NaN where it cannot be read.</summary>
    public static double Used(Observation observation) => observation.Last.Load.IsAvailable ? observation.Last.Load.TotalThreads : double.NaN;

    /// <summary>The name and value of the limit that is reached first; NaN where neither can be read.</summary>
    public static (string Name, double Value) Tightest(Observation observation)
    {
        double threads = observation.Root.ReadNumber("/proc/sys/kernel/threads-max") ?? double.NaN;
        double pids = observation.Root.ReadNumber("/proc/sys/kernel/pid_max") ?? double.NaN;
        return threads <= pids || double.IsNaN(pids) ? ("kernel.threads-max", threads) : ("kernel.pid_max", pids);
    }

    /// <summary>Share of the tightest limit in use, percent; NaN where it cannot be told.</summary>
    public static double UsedPercent(Observation observation) => Used(observation) * 100 / Tightest(observation).Value;
}

using Sonde.Diagnosis.Observations;
using Sonde.Proc.Devices;
using Sonde.Proc.Processes;

namespace Sonde.Diagnosis.Rules.Cpu;

/// <summary>Where tasks may run. Source: Cpus_allowed_list of /proc/PID/task/TID/status, /sys/devices/system/cpu/isolated.</summary>
internal static class CpuAffinity
{
    /// <summary>The CPUs that a thread may run on; null where it cannot be read.</summary>
    public static CpuList? Of(Observation observation, int pid, int tid)
    {
        ProcessStatus status = new();
        bool read = tid == pid ? status.Load(observation.Root, pid) : status.Load(observation.Root, pid, tid);
        return read && status.CpusAllowedList is { } text && CpuList.TryParse(text, out CpuList list) ? list : null;
    }

    /// <summary>True where a thread may run on one CPU only although the machine has more.</summary>
    public static bool IsPinned(Observation observation, int pid, int tid) =>
        observation.CpuCount > 1 && Of(observation, pid, tid) is { } allowed && allowed.Count(cpu => IsOnline(observation, cpu)) == 1;

    /// <summary>CPUs that were set apart with isolcpus= or a cpuset partition; empty where there are none.</summary>
    public static CpuList Isolated(Observation observation) =>
        observation.Root.ReadText("/sys/devices/system/cpu/isolated") is { } text && CpuList.TryParse(text, out CpuList list) ? list : CpuList.Empty;

    private static bool IsOnline(Observation observation, int cpu) => cpu < observation.Cpu.Cpus.Count && observation.Cpu.Cpus[cpu].IsKnown;
}

using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Use;

/// <summary>Each control group with limits: its CPU, its memory, its tasks.</summary>
internal static class CgroupRows
{
    public static IEnumerable<ResourceRow> Build(Observation observation)
    {
        foreach (CgroupUsage group in observation.Cgroups.Groups)
        {
            string name = $"cgroup{group.Path}";
            if (group.CpuLimit > 0)
            {
                yield return new ResourceRow(
                    $"{name}:cpu",
                    Cells.Of(Cells.Percent(group.CpuUsed, group.CpuLimit), "percent", "cpu.stat or cpuacct.usage of the quota"),
                    Cells.Of(group.Periods == 0 ? 0 : group.ThrottledPercent, "percent", "cpu.stat nr_throttled"),
                    Cells.None("errors", "cpu.stat", "CPU time has no errors"));
            }

            if (group.MemoryLimitBytes > 0)
            {
                yield return new ResourceRow(
                    $"{name}:memory",
                    Cells.Of(Cells.Percent(group.WorkingSetBytes, group.MemoryLimitBytes), "percent", "usage less inactive_file of the limit"),
                    double.IsFinite(group.MemoryPressurePercent)
                        ? Cells.Of(group.MemoryPressurePercent, "percent", "memory.pressure some")
                        : Cells.Of(group.LimitHits, "hits", "memory.failcnt or memory.events max"),
                    Cells.Of(group.OomKills, "kills", "memory.events oom_kill or memory.oom_control", "the kernel does not count kills of a group (before 4.13)"));
            }

            if (group.PidsLimit > 0)
            {
                yield return new ResourceRow(
                    $"{name}:tasks",
                    Cells.Of(Cells.Percent(group.Pids, group.PidsLimit), "percent", "pids.current of pids.max"),
                    Cells.None("waiters", "pids.max", "nobody waits for a task: fork fails at once"),
                    Cells.Of(group.PidsRefused, "forks", "pids.events max"));
            }
        }
    }
}

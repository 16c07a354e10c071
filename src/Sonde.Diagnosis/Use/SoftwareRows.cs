using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Proc.Kernel;

namespace Sonde.Diagnosis.Use;

/// <summary>Software resources: locks, threads, descriptors, processes, tables of the kernel.</summary>
internal static class SoftwareRows
{
    private const string Tracing = "counters do not show locks; perf lock contention, or a tracing tool on lock:contention_begin, does";

    public static IEnumerable<ResourceRow> Build(Observation observation)
    {
        yield return new ResourceRow(
            "kernel-locks", Cells.Unseen("percent", "lock:contention_begin", Tracing), Cells.Unseen("ms/s", "lock:contention_begin", Tracing), Cells.Unseen("errors", "lockdep", "needs a kernel built with lockdep"));
        yield return new ResourceRow(
            "user-locks",
            Cells.Unseen("percent", "pthread_mutex_lock", "held locks show only inside the process, to uprobes"),
            Cells.Unseen("ms/s", "futex(2)", "waiting shows to a tracing tool on the futex system call"),
            Cells.None("errors", "pthread_mutex_lock", "EDEADLK and EOWNERDEAD are returned to the caller"));
        yield return new ResourceRow(
            "thread-pools",
            Cells.Unseen("percent", "the program", "only the program knows its pool; busy threads show with sonde pidstat -t -p PID 1"),
            Cells.Unseen("jobs", "the program", "only the program knows its queue"),
            Cells.Unseen("errors", "the program", "only the program counts what it rejects"));
        yield return Files(observation);
        yield return ProcessFiles(observation);
        yield return Tasks(observation);
        yield return Conntrack(observation);
    }

    private static ResourceRow Files(Observation observation)
    {
        FileHandles handles = observation.Last.FileHandles;
        double used = handles.IsAvailable ? Cells.Percent(handles.Allocated - handles.Free, handles.Maximum) : double.NaN;
        return new ResourceRow(
            "fd",
            Cells.Of(used, "percent", "/proc/sys/fs/file-nr", handles),
            Cells.None("waiters", "open(2)", "nobody waits for a descriptor: open fails at once"),
            Cells.None("errors", "open(2)", "ENFILE is returned to the caller; the kernel logs \"file-max limit reached\""));
    }

    private static ResourceRow ProcessFiles(Observation observation)
    {
        DescriptorUsage? worst = observation.Descriptors.Count > 0 ? observation.Descriptors[0] : null;
        string source = worst is null ? "/proc/PID/fd, /proc/PID/limits" : $"/proc/{worst.Pid}/fd of /proc/{worst.Pid}/limits ({worst.Comm})";
        return new ResourceRow(
            "fd/process",
            Cells.Of(worst?.UsedPercent ?? double.NaN, "percent", source, "no process could be looked into"),
            Cells.None("waiters", "open(2)", "nobody waits for a descriptor: open fails at once"),
            Cells.None("errors", "open(2)", "EMFILE is returned to the caller and not counted by the kernel"));
    }

    private static ResourceRow Tasks(Observation observation)
    {
        double threads = observation.Last.Load.IsAvailable ? observation.Last.Load.TotalThreads : double.NaN;
        bool hasTasks = observation.Tasks.Processes.Count > 0;
        double most = Math.Min(Limit(observation, "threads-max"), Limit(observation, "pid_max"));
        List<double> refused = [.. observation.Cgroups.Groups.Select(g => g.PidsRefused).Where(double.IsFinite)];
        return new ResourceRow(
            "tasks",
            Cells.Of(
                Cells.Percent(threads, most),
                "percent",
                "/proc/loadavg of kernel.threads-max and kernel.pid_max",
                observation.Last.Load.Unavailability?.ToString() ?? "kernel.threads-max or kernel.pid_max cannot be read"),
            Cells.Of(hasTasks ? observation.Blocked.Count(b => !b.HasRun) : double.NaN, "tasks", "/proc/PID/stat state", "no process could be looked into"),
            Cells.Of(
                refused.Count > 0 ? refused.Sum() : double.NaN,
                "forks",
                "cgroup pids.events",
                observation.Cgroups.Unavailability?.ToString() ?? "no control group counts refused forks here; the caller gets EAGAIN"));
    }

    private static double Limit(Observation observation, string name) => observation.Root.ReadNumber($"/proc/sys/kernel/{name}") ?? double.NaN;

    private static ResourceRow Conntrack(Observation observation)
    {
        double count = observation.Root.ReadNumber("/proc/sys/net/netfilter/nf_conntrack_count") ?? double.NaN;
        double most = observation.Root.ReadNumber("/proc/sys/net/netfilter/nf_conntrack_max") ?? double.NaN;
        const string Absent = "connection tracking is not in use here";
        return new ResourceRow(
            "conntrack",
            Cells.Of(Cells.Percent(count, most), "percent", "net.netfilter.nf_conntrack_count of nf_conntrack_max", Absent),
            Cells.None("waiters", "nf_conntrack", "nobody waits for an entry: the packet is dropped"),
            Cells.OfLog(observation, KernelEventKind.TableFull, e => e.Subject == "nf_conntrack"));
    }
}

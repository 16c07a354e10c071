using Sonde.Diagnosis.Observations;
using Sonde.Linux;
using Sonde.Metrics.Rates;
using Sonde.Proc;
using Sonde.Proc.Memory;
using Sonde.Proc.Processes;

namespace Sonde.Diagnosis.Surveys;

/// <summary>
/// Counts inotify instances, and their watches where the machine has enough to reach the limit. The kernel counts neither by user for others to see,
/// so descriptors are looked through within a small budget of CPU time, those of busy processes first.
/// </summary>
internal static class InotifySurveyor
{
    private const int LargestLinkCount = 256;
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(5);

    /// <summary>Counts.</summary>
    public static InotifySurvey Survey(LinuxRoot root, TaskActivity tasks)
    {
        double instances = root.ReadNumber("/proc/sys/fs/inotify/max_user_instances") ?? double.NaN;
        double watches = root.ReadNumber("/proc/sys/fs/inotify/max_user_watches") ?? double.NaN;
        if (double.IsNaN(instances))
            return new InotifySurvey();
        bool counts = WatchesOfMachine(root) >= watches * Thresholds.System.InotifyPercent / 100;
        TimeSpan deadline = Clock.ProcessCpu + Budget;
        List<Holder> holders = [];
        ProcessDescriptors descriptors = new();
        foreach (TaskRates task in tasks.Processes.Where(t => !t.HasExited && !t.IsKernelThread && t.Process.Stat.CpuTicks > 0).OrderByDescending(t => t.CpuTicks))
        {
            if (root.IsLive && Clock.ProcessCpu > deadline)
                break;
            if (descriptors.Load(root, task.Pid, LargestLinkCount) && Count(root, task, descriptors, counts) is { } holder)
                holders.Add(holder);
        }

        return new InotifySurvey
        {
            InstanceLimit = instances,
            WatchLimit = watches,
            Users = [.. holders.GroupBy(h => h.UserId).Select(g => Sum(g.Key, [.. g], counts)).OrderByDescending(u => u.Instances)],
        };
    }

    // All watches of the machine are objects of one slab cache, unless the kernel merged it with another or the file may not be read.
    private static double WatchesOfMachine(LinuxRoot root)
    {
        SlabInformation slabs = new();
        using KernelFile file = new(root, SlabInformation.Path, 32 * 1024);
        if (slabs.Load(file))
        {
            foreach (ref readonly SlabCache cache in slabs.Caches)
            {
                if (cache.Name == "inotify_inode_mark")
                    return cache.ActiveObjects;
            }
        }

        return double.NaN;
    }

    private static Holder? Count(LinuxRoot root, TaskRates task, ProcessDescriptors descriptors, bool countWatches)
    {
        int instances = 0;
        long watches = 0;
        foreach (OpenDescriptor descriptor in descriptors.Descriptors)
        {
            if (descriptor.Target is not "anon_inode:inotify")
                continue;
            instances++;
            if (countWatches && root.ReadText($"/proc/{task.Pid}/fdinfo/{descriptor.Number}") is { } text)
                watches += text.Split('\n').LongCount(line => line.StartsWith("inotify wd:", StringComparison.Ordinal));
        }

        ProcessStatus status = new();
        return instances > 0 && status.Load(root, task.Pid) ? new Holder(status.UserId, task.Pid, task.Comm, instances, watches) : null;
    }

    private static InotifyUser Sum(uint user, IReadOnlyList<Holder> holders, bool countWatches)
    {
        double Amount(Holder holder) => countWatches ? holder.Watches : holder.Instances;
        Holder most = holders.MaxBy(Amount)!;
        double all = holders.Sum(Amount);
        return new InotifyUser(user, holders.Sum(h => h.Instances), countWatches ? holders.Sum(h => h.Watches) : double.NaN, most.Pid, most.Comm, all > 0 ? Amount(most) / all : 1);
    }

    private sealed record Holder(uint UserId, int Pid, string Comm, int Instances, long Watches);
}

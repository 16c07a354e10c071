using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Use;

/// <summary>Storage devices, their capacity, and their controllers.</summary>
internal static class StorageRows
{
    public static IEnumerable<ResourceRow> Build(Observation observation)
    {
        BurstSeries bursts = observation.Bursts;
        yield return new ResourceRow(
            "io",
            Cells.None("percent", "/proc/diskstats", "see each device"),
            bursts.IoSome.IsAvailable
                ? Cells.Of(bursts.IoSome.Percent, "percent", "/proc/pressure/io some", max: bursts.IoSome.Max)
                : Cells.Of(bursts.BlockedTasks.Mean, "tasks", "/proc/stat procs_blocked", observation.Last.Cpu, bursts.BlockedTasks.Max),
            Cells.OfLog(observation, KernelEventKind.StorageError, _ => true));
        foreach (BlockDevice device in observation.Disks)
        {
            yield return new ResourceRow(
                $"disk/{device.Name}",
                Cells.Of(device.Rates.UtilizationPercent, "percent", "/proc/diskstats io_ticks", observation.Last.Disks, device.Bursts.UtilizationPercent.Max),
                Cells.Of(device.Rates.QueueSize, "requests", "/proc/diskstats time_in_queue", observation.Last.Disks, device.Bursts.QueueSize.Max),
                Cells.OfLog(observation, KernelEventKind.StorageError, e => device.IsMeantBy(e.Subject)));
        }

        foreach (FileSystemUsage usage in observation.FileSystems)
            yield return Capacity(usage, observation);
        if (observation.FileSystems.Count == 0)
            yield return NoCapacity(observation);
        yield return new ResourceRow(
            "storage-controller",
            Cells.Unseen("percent", "/proc/diskstats", "the limit of a controller is not known to the kernel; compare the sum of its disks with its data sheet"),
            Cells.Of(
                ControllerQueue(observation),
                "requests",
                "/proc/diskstats, all disks",
                observation.Last.Disks),
            Cells.OfLog(observation, KernelEventKind.StorageError, _ => true));
    }

    private static ResourceRow NoCapacity(Observation observation)
    {
        string reason = observation.Root.IsLive ? "no mounted file system has storage of its own" : "a recorded tree cannot be asked how full its file systems are";
        return new ResourceRow("fs", Cells.Unseen("percent", "statfs", reason), Cells.Unseen("percent", "statfs", reason), Cells.OfLog(observation, KernelEventKind.FileSystemError, _ => true));
    }

    private static double ControllerQueue(Observation observation) => observation.First.Disks.IsAvailable && observation.Last.Disks.IsAvailable
        ? observation.Disks.Where(d => d.Kind != StorageMedium.Stacked).Sum(d => d.Rates.QueueSize)
        : double.NaN;

    private static ResourceRow Capacity(FileSystemUsage usage, Observation observation)
    {
        string name = $"fs{usage.MountPoint}";
        const string Source = "statfs";
        if (usage.Unavailability is { } reason)
        {
            Metric missing = Cells.Unseen("percent", Source, reason.ToString());
            return new ResourceRow(name, missing, missing, Cells.Unseen("errors", Source, reason.ToString()));
        }

        double inodes = usage.InodesUsedPercent;
        return new ResourceRow(
            name,
            Cells.Of(usage.UsedPercent, "percent", Source, "the file system has no size"),
            Cells.Of(inodes, "percent", Source, "the file system makes inodes as they are needed"),
            Cells.Of(FileSystemErrors(observation, usage), "errors", $"{Cells.LogSource}, superblock state", observation.KernelLog.Unavailability?.ToString()));
    }

    private static double FileSystemErrors(Observation observation, FileSystemUsage usage)
    {
        double logged = Cells.LogCount(observation, KernelEventKind.FileSystemError, e => e.Subject == usage.DeviceName);
        return usage.TurnedReadOnly ? double.MaxNumber(logged, 0) + 1 : logged;
    }
}

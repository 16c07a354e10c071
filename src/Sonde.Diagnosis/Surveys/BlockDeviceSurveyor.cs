using Sonde.Diagnosis.Observations;
using Sonde.Metrics.Rates;
using Sonde.Proc;
using Sonde.Proc.Devices;
using Sonde.Proc.Disk;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Tells what each block device is, and joins it with its rates and its file systems. Partitions are left out: their disk has their load.</summary>
internal static class BlockDeviceSurveyor
{
    /// <summary>The whole devices that have been used, those without hardware of their own last.</summary>
    public static IReadOnlyList<BlockDevice> Survey(LinuxRoot root, DiskActivity activity, BurstSeries bursts)
    {
        BlockTopology topology = BlockTopology.Read(root);
        Dictionary<string, List<string>> mountPoints = ReadMountPoints(root);
        List<BlockDevice> devices = [];
        foreach (DiskRates rates in activity.Devices)
        {
            BlockQueue? queue = topology.Find(rates.Name);
            // Without a /sys/block (a recorded /proc alone) every row stands for itself.
            if (!rates.HasEverBeenUsed || (queue is null && topology.Unavailability is null))
                continue;
            devices.Add(new BlockDevice
            {
                Name = rates.Name,
                Kind = KindOf(rates.Name, queue),
                Rates = rates,
                Bursts = bursts.Disks.TryGetValue(rates.Name, out DeviceBursts? course) ? course : new DeviceBursts(),
                Scheduler = queue?.Scheduler ?? "",
                Schedulers = queue?.AvailableSchedulers ?? [],
                DeviceNumber = queue?.DeviceNumber ?? "",
                HardwareQueues = queue?.HardwareQueues ?? double.NaN,
                QueueLimit = queue?.NrRequests ?? double.NaN,
                ReadAheadKibibytes = queue?.ReadAheadKibibytes ?? double.NaN,
                MountPoints = queue is null ? [] : MountsOn(root, queue, mountPoints),
            });
        }

        return [.. devices.OrderBy(d => d.Kind == StorageMedium.Stacked)];
    }

    private static StorageMedium KindOf(string name, BlockQueue? queue)
    {
        if (name.StartsWith("nvme", StringComparison.Ordinal))
            return StorageMedium.Nvme;
        if (queue is { Kind: not (BlockDeviceKind.Disk or BlockDeviceKind.Removable or BlockDeviceKind.Network) } or { Slaves.Count: > 0 })
            return StorageMedium.Stacked;
        if (name.StartsWith("vd", StringComparison.Ordinal) || name.StartsWith("xvd", StringComparison.Ordinal))
            return StorageMedium.Virtual;
        return queue?.IsRotational == true ? StorageMedium.Rotational : StorageMedium.SolidState;
    }

    private static Dictionary<string, List<string>> ReadMountPoints(LinuxRoot root)
    {
        Dictionary<string, List<string>> mounts = new(StringComparer.Ordinal);
        MountTable table = new();
        using KernelFile file = new(root, MountTable.Path, 16384);
        if (!table.Load(file))
            return mounts;
        foreach (Mount mount in table.Mounts)
        {
            string device = $"{mount.Major}:{mount.Minor}";
            if (!mounts.TryGetValue(device, out List<string>? points))
                mounts.Add(device, points = []);
            points.Add(mount.MountPoint);
        }

        return mounts;
    }

    private static List<string> MountsOn(LinuxRoot root, BlockQueue queue, Dictionary<string, List<string>> mounts)
    {
        List<string> found = [];
        IEnumerable<string?> devices = queue.Partitions.Select(p => root.ReadText($"/sys/block/{queue.Name}/{p}/dev")).Prepend(queue.DeviceNumber);
        foreach (string? device in devices)
        {
            if (device is not null && mounts.TryGetValue(device, out List<string>? points))
                found.AddRange(points);
        }

        return found;
    }
}

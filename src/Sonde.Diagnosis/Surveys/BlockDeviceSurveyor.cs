using Sonde.Diagnosis.Observations;
using Sonde.Metrics.Rates;
using Sonde.Proc;
using Sonde.Proc.Disk;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Tells what each block device is, and joins it with its rates and its file systems. Partitions are left out: their disk has their load.</summary>
internal static class BlockDeviceSurveyor
{
    /// <summary>The whole devices that have been used, those without hardware of their own last.</summary>
    public static IReadOnlyList<BlockDevice> Survey(LinuxRoot root, DiskActivity activity, BurstSeries bursts)
    {
        Dictionary<string, List<string>> mountPoints = ReadMountPoints(root);
        HashSet<string> wholes = [.. root.List("/sys/block", out _)];
        List<BlockDevice> devices = [];
        foreach (DiskRates rates in activity.Devices)
        {
            // Without a /sys/block (a recorded /proc alone) every row stands for itself.
            if (!rates.HasEverBeenUsed || (wholes.Count > 0 && !wholes.Contains(rates.Name)))
                continue;
            string queue = $"/sys/block/{rates.Name}/queue";
            string schedulers = root.ReadText($"{queue}/scheduler") ?? "";
            devices.Add(new BlockDevice
            {
                Name = rates.Name,
                Kind = KindOf(root, rates.Name),
                Rates = rates,
                Bursts = bursts.Disks.TryGetValue(rates.Name, out DeviceBursts? course) ? course : new DeviceBursts(),
                Scheduler = ActiveOf(schedulers),
                Schedulers = [.. schedulers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Trim('[', ']'))],
                QueueLimit = root.ReadNumber($"{queue}/nr_requests") ?? double.NaN,
                ReadAheadKibibytes = root.ReadNumber($"{queue}/read_ahead_kb") ?? double.NaN,
                MountPoints = MountsOn(root, rates.Name, mountPoints),
            });
        }

        return [.. devices.OrderBy(d => d.Kind == BlockDeviceKind.Stacked)];
    }

    private static BlockDeviceKind KindOf(LinuxRoot root, string name)
    {
        if (name.StartsWith("nvme", StringComparison.Ordinal))
            return BlockDeviceKind.Nvme;
        string[] stacked = ["loop", "ram", "zram", "dm-", "md", "nbd", "drbd"];
        if (stacked.Any(s => name.StartsWith(s, StringComparison.Ordinal)))
            return BlockDeviceKind.Stacked;
        string[] paravirtual = ["vd", "xvd"];
        if (paravirtual.Any(s => name.StartsWith(s, StringComparison.Ordinal)))
            return BlockDeviceKind.Virtual;
        return root.ReadNumber($"/sys/block/{name}/queue/rotational") == 1 ? BlockDeviceKind.Rotational : BlockDeviceKind.SolidState;
    }

    // The scheduler in use stands in brackets: "none [mq-deadline] kyber".
    private static string ActiveOf(string schedulers)
    {
        int start = schedulers.IndexOf('[', StringComparison.Ordinal);
        int end = schedulers.IndexOf(']', StringComparison.Ordinal);
        return start >= 0 && end > start ? schedulers[(start + 1)..end] : schedulers;
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

    private static List<string> MountsOn(LinuxRoot root, string name, Dictionary<string, List<string>> mounts)
    {
        List<string> found = [];
        IEnumerable<string> partitions = root.List($"/sys/block/{name}", out _).Where(n => n.StartsWith(name, StringComparison.Ordinal));
        foreach (string directory in partitions.Select(p => $"/sys/block/{name}/{p}").Prepend($"/sys/block/{name}"))
        {
            if (root.ReadText($"{directory}/dev") is { } device && mounts.TryGetValue(device, out List<string>? points))
                found.AddRange(points);
        }

        return found;
    }
}

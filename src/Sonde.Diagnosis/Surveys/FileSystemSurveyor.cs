using Sonde.Diagnosis.Observations;
using Sonde.Linux;
using Sonde.Metrics.Rates;
using Sonde.Proc;
using Sonde.Proc.Disk;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Asks every mounted file system with storage behind it how full it is, at both ends of the window; one that hangs costs its time-out once.</summary>
internal sealed class FileSystemSurveyor
{
    // Kernel interfaces and memory file systems: they have no storage to fill. tmpfs is kept, since it fills memory.
    private static readonly HashSet<string> Pseudo = new(StringComparer.Ordinal)
    {
        "proc", "sysfs", "devtmpfs", "devpts", "cgroup", "cgroup2", "tracefs", "debugfs", "securityfs", "pstore", "bpf", "configfs", "mqueue", "hugetlbfs",
        "fusectl", "rpc_pipefs", "binfmt_misc", "autofs", "nsfs", "selinuxfs", "efivarfs", "ramfs", "squashfs", "iso9660", "overlay",
    };

    private readonly LinuxRoot _root;
    private readonly Dictionary<string, double> _usedAtStart = new(StringComparer.Ordinal);

    public FileSystemSurveyor(LinuxRoot root) => _root = root;

    /// <summary>Notes the used space at the start.</summary>
    public void Begin()
    {
        foreach (FileSystemUsage usage in Ask(double.NaN))
        {
            if (usage.Unavailability is null)
                _usedAtStart[usage.MountPoint] = usage.UsedBytes;
        }
    }

    /// <summary>The state at the end, with the growth since <see cref="Begin"/>; for a file system that is nearly full also who writes to it.</summary>
    public IReadOnlyList<FileSystemUsage> End(double seconds, TaskActivity tasks)
    {
        List<FileSystemUsage> all = Ask(seconds);
        List<string> full = [.. all.Where(IsNearlyFull).Select(u => u.MountPoint)];
        if (full.Count == 0)
            return all;
        Dictionary<string, List<FileSystemWriter>> writers = OpenFileSurveyor.FindWriters(_root, tasks, full, [.. all.Select(u => u.MountPoint)]);
        return [.. all.Select(u => writers.TryGetValue(u.MountPoint, out List<FileSystemWriter>? found) ? u with { Writers = found } : u)];
    }

    private static bool IsNearlyFull(FileSystemUsage usage) =>
        usage.UsedPercent >= Thresholds.FileSystem.UsedPercent || usage.InodesUsedPercent >= Thresholds.FileSystem.InodesUsedPercent
        || usage.GrowthBytesPerSecond >= Thresholds.FileSystem.FillBytesPerSecond;

    private List<FileSystemUsage> Ask(double seconds)
    {
        List<FileSystemUsage> all = [];
        // A recorded tree has no file systems to ask; its mount table alone says nothing of space.
        if (!_root.IsLive)
            return all;
        MountTable table = new();
        using KernelFile file = new(_root, MountTable.Path, 16384);
        if (!table.Load(file))
            return all;
        HashSet<(uint, uint)> seen = [];
        HashSet<string> places = new(StringComparer.Ordinal);
        foreach (Mount mount in table.Mounts)
        {
            // A file system that is mounted several times is asked once, at its first place; a bind mount of a directory only where nothing else shows it.
            if (!Pseudo.Contains(mount.FileSystemType) && !mount.MountPoint.StartsWith("/sys/", StringComparison.Ordinal)
                && seen.Add((mount.Major, mount.Minor)) && places.Add(mount.MountPoint))
                all.Add(Ask(mount, seconds));
        }

        return all;
    }

    private FileSystemUsage Ask(in Mount mount, double seconds)
    {
        TimeSpan timeout = TimeSpan.FromMilliseconds(Thresholds.FileSystem.AnswerTimeoutMilliseconds);
        Errno errno = FileSystemStatistics.Query(mount.MountPoint, timeout, out FileSystemStatistics statistics);
        FileSystemUsage usage = new()
        {
            MountPoint = mount.MountPoint,
            Type = mount.FileSystemType,
            Source = mount.Source,
            Device = $"{mount.Major}:{mount.Minor}",
            DeviceName = ReadDeviceName(mount),
        };
        if (!errno.IsSuccess)
        {
            return usage with
            {
                IsUnresponsive = errno == Errno.TimedOut || errno == Errno.Stale,
                Unavailability = errno == Errno.TimedOut
                    ? new Unavailability(mount.MountPoint, $"the file system did not answer within {timeout.TotalSeconds:F0} s", "check the server or device behind it")
                    : Unavailability.FromErrno(mount.MountPoint, errno),
            };
        }

        double used = (statistics.Blocks - Math.Min(statistics.Blocks, statistics.Free)) * (double)statistics.BlockSize;
        bool wantsWriting = HasOption(mount.Options, "rw");
        return usage with
        {
            IsReadOnly = statistics.IsReadOnly,
            TurnedReadOnly = wantsWriting && HasOption(mount.SuperOptions, "ro"),
            TotalBytes = statistics.Blocks * (double)statistics.BlockSize,
            AvailableBytes = statistics.Available * (double)statistics.BlockSize,
            UsedBytes = used,
            Inodes = statistics.Files,
            InodesFree = statistics.FilesFree,
            GrowthBytesPerSecond = _usedAtStart.TryGetValue(mount.MountPoint, out double before) ? (used - before) / seconds : double.NaN,
        };
    }

    // A device mapper's volume is mounted as /dev/mapper/NAME, while the kernel calls it dm-0.
    private string ReadDeviceName(in Mount mount) =>
        _root.ReadText($"/sys/dev/block/{mount.Major}:{mount.Minor}/uevent")?.Split('\n').FirstOrDefault(l => l.StartsWith("DEVNAME=", StringComparison.Ordinal))?["DEVNAME=".Length..] ?? "";

    private static bool HasOption(string options, string option) => options.Split(',').Contains(option, StringComparer.Ordinal);
}

using Sonde.Proc;

namespace Sonde.Diagnosis.Observations;

/// <summary>How full one mounted file system was at the end of the window, and how it changed. Source: statfs(2), /proc/self/mountinfo.</summary>
public sealed record FileSystemUsage
{
    /// <summary>Where it is mounted.</summary>
    public required string MountPoint { get; init; }

    /// <summary>The file system's type, such as ext4.</summary>
    public required string Type { get; init; }

    /// <summary>What is mounted: a device, an export.</summary>
    public required string Source { get; init; }

    /// <summary>The device's major and minor number, as "8:1".</summary>
    public required string Device { get; init; }

    /// <summary>The kernel's name of the device, such as dm-0 or sda1, which its messages use; the end of <see cref="Source"/> where it is not known.</summary>
    public string DeviceName
    {
        get => field.Length > 0 ? field : Source[(Source.LastIndexOf('/') + 1)..];
        init;
    } = "";

    /// <summary>True where the mount is read-only now.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>True where the superblock is read-only although the mount options ask for writing: the kernel did it after an error.</summary>
    public bool TurnedReadOnly { get; init; }

    /// <summary>Size in bytes; 0 for file systems without one.</summary>
    public double TotalBytes { get; init; }

    /// <summary>Bytes that an unprivileged user may still write.</summary>
    public double AvailableBytes { get; init; }

    /// <summary>Bytes in use.</summary>
    public double UsedBytes { get; init; }

    /// <summary>df's Use%: used of used plus available, percent; NaN where there is no size.</summary>
    public double UsedPercent => UsedBytes + AvailableBytes > 0 ? UsedBytes * 100 / (UsedBytes + AvailableBytes) : double.NaN;

    /// <summary>Inodes in all; 0 where the file system makes them as needed.</summary>
    public double Inodes { get; init; }

    /// <summary>Inodes not in use.</summary>
    public double InodesFree { get; init; }

    /// <summary>Inodes in use, percent; NaN where the file system has no fixed number.</summary>
    public double InodesUsedPercent => Inodes > 0 ? (Inodes - InodesFree) * 100 / Inodes : double.NaN;

    /// <summary>Growth of used space over the window, bytes per second; NaN where it was not seen at both ends.</summary>
    public double GrowthBytesPerSecond { get; init; } = double.NaN;

    /// <summary>Processes that have files open for writing on it, looked for only where it is nearly full; the one that has written most first.</summary>
    public IReadOnlyList<FileSystemWriter> Writers { get; init; } = [];

    /// <summary>True where it did not answer in time, or answered that it is stale: whoever touches it hangs or fails.</summary>
    public bool IsUnresponsive { get; init; }

    /// <summary>Why it did not answer, such as a time-out; null where it did. The other values are then 0.</summary>
    public Unavailability? Unavailability { get; init; }
}

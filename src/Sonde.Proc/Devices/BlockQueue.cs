namespace Sonde.Proc.Devices;

/// <summary>A block device's queue and how the device is put together. Source: /sys/block, Documentation/ABI/stable/sysfs-block.</summary>
public sealed class BlockQueue
{
    private readonly SysfsDirectory _directory;

    private BlockQueue(SysfsDirectory directory, string name)
    {
        _directory = directory;
        Name = name;
        Kind = KindOf(name);
    }

    /// <summary>The name as in /proc/diskstats, such as nvme0n1.</summary>
    public string Name { get; }

    /// <summary>What stands behind it, as its name tells.</summary>
    public BlockDeviceKind Kind { get; }

    /// <summary>Device numbers as major:minor, as control groups name devices.</summary>
    public string? DeviceNumber { get; private set; }

    /// <summary>Capacity in bytes; 0 for a loop device without a file.</summary>
    public ulong? SizeBytes { get; private set; }

    /// <summary>The I/O scheduler in use, such as mq-deadline or none; null where the device has no queue to schedule.</summary>
    public string? Scheduler { get; private set; }

    /// <summary>The I/O schedulers that the kernel offers for it.</summary>
    public IReadOnlyList<string> AvailableSchedulers { get; private set; } = [];

    /// <summary>True for spinning disks, as far as the device tells the truth; hypervisors often claim it.</summary>
    public bool? IsRotational { get; private set; }

    /// <summary>Requests that may be queued in the block layer, each for reads and writes.</summary>
    public ulong? NrRequests { get; private set; }

    /// <summary>How much is read ahead of a sequential reader, in KiB.</summary>
    public ulong? ReadAheadKibibytes { get; private set; }

    /// <summary>The smallest unit that the device addresses, in bytes.</summary>
    public ulong? LogicalBlockSizeBytes { get; private set; }

    /// <summary>The smallest unit that it writes without reading first, in bytes.</summary>
    public ulong? PhysicalBlockSizeBytes { get; private set; }

    /// <summary>"write back" where the device has a volatile cache that must be flushed, "write through" where not.</summary>
    public string? WriteCache { get; private set; }

    /// <summary>The largest request that the block layer makes, in KiB.</summary>
    public ulong? MaxSectorsKibibytes { get; private set; }

    /// <summary>Hardware queues; null where the device is not multi-queue.</summary>
    public int? HardwareQueues { get; private set; }

    /// <summary>The read latency that writeback throttling aims at; zero where it is off, null where the kernel does not have it.</summary>
    public TimeSpan? WritebackThrottleLatency { get; private set; }

    /// <summary>The device's model; raw, as the device reports it.</summary>
    public string? Model { get; private set; }

    /// <summary>The device's vendor; raw, as the device reports it.</summary>
    public string? Vendor { get; private set; }

    /// <summary>True where it cannot be written.</summary>
    public bool? IsReadOnly { get; private set; }

    /// <summary>True where the medium can be taken out.</summary>
    public bool? IsRemovable { get; private set; }

    /// <summary>Reads that the device had not finished when this was read.</summary>
    public ulong? InFlightReads { get; private set; }

    /// <summary>Writes that the device had not finished when this was read.</summary>
    public ulong? InFlightWrites { get; private set; }

    /// <summary>Its partitions.</summary>
    public IReadOnlyList<string> Partitions { get; private set; } = [];

    /// <summary>The devices that it is made of (disks or partitions); empty for a disk.</summary>
    public IReadOnlyList<string> Slaves { get; private set; } = [];

    /// <summary>The devices that are made of it as a whole.</summary>
    public IReadOnlyList<string> Holders { get; private set; } = [];

    /// <summary>
    /// True where a total over devices may count it: it does not pass its I/O on to another device that is counted, and is not memory.
    /// </summary>
    public bool CountsTowardsTotal => Slaves.Count == 0 && Kind is BlockDeviceKind.Disk or BlockDeviceKind.Network or BlockDeviceKind.Removable;

    /// <summary>
    /// Reads device <paramref name="name"/>, named as in /proc/diskstats; null where there is no such disk (a partition is not one).
    /// </summary>
    public static BlockQueue? Read(LinuxRoot root, string name)
    {
        // sysfs cannot have a slash in a name.
        SysfsDirectory directory = new(root, $"/sys/block/{name.Replace('/', '!')}");
        if (name.Length == 0 || name.StartsWith('.') || !directory.Exists)
            return null;
        BlockQueue queue = new(directory, name);
        queue.ReadDevice();
        queue.ReadQueue(directory.Child("queue"));
        queue.ReadStructure();
        return queue;
    }

    // All partitions of a disk are directories that start with its name and have a file that says so.
    private void ReadStructure()
    {
        List<string> partitions = [];
        string prefix = Name.Replace('/', '!');
        foreach (string entry in _directory.List())
        {
            if (entry.StartsWith(prefix, StringComparison.Ordinal) && _directory.Has(entry + "/partition"))
                partitions.Add(entry.Replace('!', '/'));
        }

        Partitions = partitions;
        Slaves = [.. _directory.Child("slaves").List().Select(n => n.Replace('!', '/'))];
        Holders = [.. _directory.Child("holders").List().Select(n => n.Replace('!', '/'))];
    }

    private void ReadDevice()
    {
        DeviceNumber = _directory.Text("dev");
        SizeBytes = _directory.Number("size") * 512;
        IsReadOnly = _directory.Flag("ro");
        IsRemovable = _directory.Flag("removable");
        Model = _directory.Text("device/model");
        Vendor = _directory.Text("device/vendor");
        string[] inFlight = (_directory.Text("inflight") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (inFlight.Length == 2 && ulong.TryParse(inFlight[0], out ulong reads) && ulong.TryParse(inFlight[1], out ulong writes))
            (InFlightReads, InFlightWrites) = (reads, writes);
        int queues = _directory.Child("mq").List().Count(n => int.TryParse(n, out _));
        HardwareQueues = queues > 0 ? queues : null;
    }

    private void ReadQueue(SysfsDirectory queue)
    {
        Scheduler = queue.Choice("scheduler", out IReadOnlyList<string> available);
        AvailableSchedulers = available;
        // A device without a scheduler says "none" without brackets.
        if (Scheduler is null && available is ["none"])
            Scheduler = "none";
        IsRotational = queue.Flag("rotational");
        NrRequests = queue.Number("nr_requests");
        ReadAheadKibibytes = queue.Number("read_ahead_kb");
        LogicalBlockSizeBytes = queue.Number("logical_block_size");
        PhysicalBlockSizeBytes = queue.Number("physical_block_size");
        WriteCache = queue.Text("write_cache");
        MaxSectorsKibibytes = queue.Number("max_sectors_kb");
        WritebackThrottleLatency = queue.Number("wbt_lat_usec") is { } latency ? TimeSpan.FromMicroseconds(latency) : null;
    }

    private static BlockDeviceKind KindOf(string name)
    {
        (string Prefix, BlockDeviceKind Kind)[] kinds =
        [
            ("dm-", BlockDeviceKind.DeviceMapper), ("md", BlockDeviceKind.SoftwareRaid), ("loop", BlockDeviceKind.Loop),
            ("zram", BlockDeviceKind.Zram),
            ("ram", BlockDeviceKind.RamDisk), ("nbd", BlockDeviceKind.Network), ("rbd", BlockDeviceKind.Network), ("drbd", BlockDeviceKind.Network),
            ("sr", BlockDeviceKind.Removable), ("fd", BlockDeviceKind.Removable),
        ];
        foreach ((string prefix, BlockDeviceKind kind) in kinds)
        {
            if (name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) && char.IsAsciiDigit(name[prefix.Length]))
                return kind;
        }

        return BlockDeviceKind.Disk;
    }
}

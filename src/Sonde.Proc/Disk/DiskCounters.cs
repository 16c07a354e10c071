namespace Sonde.Proc.Disk;

/// <summary>
/// What one block device, or partition, has done since it appeared. I/Os count when they complete. A sector is 512 bytes, whatever the device.
/// Times are sums over concurrent I/Os; the kernel prints them modulo 2^32 milliseconds, so take differences as <see cref="uint"/>.
/// </summary>
public readonly record struct DiskCounters
{
    /// <summary>The device, such as nvme0n1, sda1 or dm-0.</summary>
    public string Name { get; init; }

    /// <summary>The major number, which names the driver.</summary>
    public uint Major { get; init; }

    /// <summary>The minor number, which names the device among the driver's.</summary>
    public uint Minor { get; init; }

    /// <summary>Reads completed.</summary>
    public ulong ReadsCompleted { get; init; }

    /// <summary>Reads that were joined to a neighbouring one before they went to the device.</summary>
    public ulong ReadsMerged { get; init; }

    /// <summary>Sectors read.</summary>
    public ulong SectorsRead { get; init; }

    /// <summary>Time that reads took, queueing included, in ms modulo 2^32.</summary>
    public uint MillisecondsReading { get; init; }

    /// <summary>Writes completed.</summary>
    public ulong WritesCompleted { get; init; }

    /// <summary>Writes that were joined to a neighbouring one before they went to the device.</summary>
    public ulong WritesMerged { get; init; }

    /// <summary>Sectors written.</summary>
    public ulong SectorsWritten { get; init; }

    /// <summary>Time that writes took, queueing included, in ms modulo 2^32.</summary>
    public uint MillisecondsWriting { get; init; }

    /// <summary>I/Os under way now. May be transiently negative in the kernel, which then reads as a number near 2^32.</summary>
    public uint InFlight { get; init; }

    /// <summary>Time with at least one I/O under way, in ms modulo 2^32; sampled by the timer tick since Linux 5.0, so biased up for sparse I/O.</summary>
    public uint MillisecondsDoingIo { get; init; }

    /// <summary>Time weighted by the number of I/Os under way, in ms modulo 2^32.</summary>
    public uint WeightedMillisecondsDoingIo { get; init; }

    /// <summary>Discards completed; meaningful where <see cref="HasDiscards"/>.</summary>
    public ulong DiscardsCompleted { get; init; }

    /// <summary>Discards merged; meaningful where <see cref="HasDiscards"/>.</summary>
    public ulong DiscardsMerged { get; init; }

    /// <summary>Sectors discarded; meaningful where <see cref="HasDiscards"/>.</summary>
    public ulong SectorsDiscarded { get; init; }

    /// <summary>Time that discards took, in ms modulo 2^32; meaningful where <see cref="HasDiscards"/>.</summary>
    public uint MillisecondsDiscarding { get; init; }

    /// <summary>Flushes completed; meaningful where <see cref="HasFlushes"/>. Not counted for partitions.</summary>
    public ulong FlushesCompleted { get; init; }

    /// <summary>Time that flushes took, in ms modulo 2^32; meaningful where <see cref="HasFlushes"/>.</summary>
    public uint MillisecondsFlushing { get; init; }

    /// <summary>False only for partitions of kernels before 2.6.25, which print I/Os and sectors alone: no merges, times or queue.</summary>
    public bool HasTimes { get; init; }

    /// <summary>True where the kernel prints discards (Linux 4.18).</summary>
    public bool HasDiscards { get; init; }

    /// <summary>True where the kernel prints flushes (Linux 5.5).</summary>
    public bool HasFlushes { get; init; }
}

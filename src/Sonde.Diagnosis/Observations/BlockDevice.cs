using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Observations;

/// <summary>A whole block device, not a partition, with what it is and what it did in the window.</summary>
public sealed record BlockDevice
{
    /// <summary>The kernel's name, such as nvme0n1.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required StorageMedium Kind { get; init; }

    /// <summary>What it did in the window.</summary>
    public required DiskRates Rates { get; init; }

    /// <summary>Its sub-second course.</summary>
    public required DeviceBursts Bursts { get; init; }

    /// <summary>The I/O scheduler in use, such as none or mq-deadline; empty where unknown.</summary>
    public string Scheduler { get; init; } = "";

    /// <summary>The I/O schedulers that could be chosen.</summary>
    public IReadOnlyList<string> Schedulers { get; init; } = [];

    /// <summary>Its device numbers as major:minor, as control groups name devices; empty where unknown.</summary>
    public string DeviceNumber { get; init; } = "";

    /// <summary>Hardware queues; NaN where unknown.</summary>
    public double HardwareQueues { get; init; } = double.NaN;

    /// <summary>How many requests each of its queues holds (nr_requests); NaN where unknown.</summary>
    public double QueueLimit { get; init; } = double.NaN;

    /// <summary>Read-ahead, KiB; NaN where unknown.</summary>
    public double ReadAheadKibibytes { get; init; } = double.NaN;

    /// <summary>Mount points of file systems on it or on its partitions.</summary>
    public IReadOnlyList<string> MountPoints { get; init; } = [];
}

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

    /// <summary>
    /// True where a kernel message about <paramref name="subject"/> is about the device: it has its name, that of one of its partitions (sda2,
    /// nvme0n1p2), or that of its NVMe controller (nvme0).
    /// </summary>
    public bool IsMeantBy(string? subject)
    {
        if (string.IsNullOrEmpty(subject) || subject == Name)
            return subject == Name;
        if (subject.StartsWith(Name, StringComparison.Ordinal))
        {
            // A name that ends in a digit has a p before the number.
            ReadOnlySpan<char> partition = subject.AsSpan(Name.Length);
            bool needsLetter = char.IsAsciiDigit(Name[^1]);
            return needsLetter == partition.StartsWith('p') && IsNumber(needsLetter ? partition[1..] : partition);
        }

        return subject.StartsWith("nvme", StringComparison.Ordinal) && Name.StartsWith(subject + "n", StringComparison.Ordinal) && IsNumber(Name.AsSpan(subject.Length + 1));
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}

using Sonde.Diagnosis.Observations;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>What is slow or long for one kind of block device.</summary>
/// <param name="Name">The kind in words.</param>
/// <param name="QueueLength">Mean outstanding requests of a saturated device.</param>
/// <param name="QueueLengthCritical">The same for a critical finding.</param>
/// <param name="AwaitMilliseconds">Mean latency for a warning, milliseconds.</param>
/// <param name="AwaitMillisecondsCritical">Mean latency for a critical finding, milliseconds.</param>
/// <param name="FlushMilliseconds">Mean flush latency for a warning, milliseconds.</param>
/// <param name="SmallRequestsPerSecond">Small random requests per second that are a load.</param>
internal sealed record DiskLimits(
    string Name,
    double QueueLength,
    double QueueLengthCritical,
    double AwaitMilliseconds,
    double AwaitMillisecondsCritical,
    double FlushMilliseconds,
    double SmallRequestsPerSecond)
{
    private static readonly DiskLimits Rotational = new(
        "a rotating disk",
        Thresholds.Disk.RotationalDisk.QueueLength,
        Thresholds.Disk.RotationalDisk.QueueLengthCritical,
        Thresholds.Disk.RotationalDisk.AwaitMilliseconds,
        Thresholds.Disk.RotationalDisk.AwaitMillisecondsCritical,
        Thresholds.Disk.RotationalDisk.FlushMilliseconds,
        Thresholds.Disk.RotationalDisk.SmallRequestsPerSecond);

    private static readonly DiskLimits SolidState = new(
        "a SATA or SAS solid-state disk",
        Thresholds.Disk.SolidStateDisk.QueueLength,
        Thresholds.Disk.SolidStateDisk.QueueLengthCritical,
        Thresholds.Disk.SolidStateDisk.AwaitMilliseconds,
        Thresholds.Disk.SolidStateDisk.AwaitMillisecondsCritical,
        Thresholds.Disk.SolidStateDisk.FlushMilliseconds,
        Thresholds.Disk.SolidStateDisk.SmallRequestsPerSecond);

    private static readonly DiskLimits Nvme = new(
        "an NVMe disk",
        Thresholds.Disk.NvmeDisk.QueueLength,
        Thresholds.Disk.NvmeDisk.QueueLengthCritical,
        Thresholds.Disk.NvmeDisk.AwaitMilliseconds,
        Thresholds.Disk.NvmeDisk.AwaitMillisecondsCritical,
        Thresholds.Disk.NvmeDisk.FlushMilliseconds,
        Thresholds.Disk.NvmeDisk.SmallRequestsPerSecond);

    private static readonly DiskLimits Virtual = new(
        "a virtual disk",
        Thresholds.Disk.VirtualDisk.QueueLength,
        Thresholds.Disk.VirtualDisk.QueueLengthCritical,
        Thresholds.Disk.VirtualDisk.AwaitMilliseconds,
        Thresholds.Disk.VirtualDisk.AwaitMillisecondsCritical,
        Thresholds.Disk.VirtualDisk.FlushMilliseconds,
        Thresholds.Disk.VirtualDisk.SmallRequestsPerSecond);

    /// <summary>The limits of a kind of device.</summary>
    public static DiskLimits Of(StorageMedium kind) => kind switch
    {
        StorageMedium.Rotational => Rotational,
        StorageMedium.SolidState => SolidState,
        StorageMedium.Nvme => Nvme,
        _ => Virtual,
    };
}

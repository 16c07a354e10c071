namespace Sonde.Proc.Cgroups;

/// <summary>How fast a group may use one block device; null is without limit. Source: io.max, blkio.throttle.*_device.</summary>
/// <param name="Major">Major device number.</param>
/// <param name="Minor">Minor device number.</param>
/// <param name="ReadBytesPerSecond">Bytes read a second.</param>
/// <param name="WriteBytesPerSecond">Bytes written a second.</param>
/// <param name="ReadOperationsPerSecond">Reads a second.</param>
/// <param name="WriteOperationsPerSecond">Writes a second.</param>
public readonly record struct CgroupDeviceLimit(
    uint Major,
    uint Minor,
    ulong? ReadBytesPerSecond,
    ulong? WriteBytesPerSecond,
    ulong? ReadOperationsPerSecond,
    ulong? WriteOperationsPerSecond);

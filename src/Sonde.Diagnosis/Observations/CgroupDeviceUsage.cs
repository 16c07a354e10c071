namespace Sonde.Diagnosis.Observations;

/// <summary>What a control group did with one block device that it has a limit for. A limit or a rate that is not there is NaN. Source: io.stat and io.max, blkio.throttle.*.</summary>
/// <param name="Device">The device numbers as major:minor.</param>
/// <param name="ReadBytesPerSecond">Bytes read per second.</param>
/// <param name="WriteBytesPerSecond">Bytes written per second.</param>
/// <param name="ReadsPerSecond">Reads per second.</param>
/// <param name="WritesPerSecond">Writes per second.</param>
public sealed record CgroupDeviceUsage(string Device, double ReadBytesPerSecond, double WriteBytesPerSecond, double ReadsPerSecond, double WritesPerSecond)
{
    /// <summary>Bytes that may be read per second.</summary>
    public double ReadBytesLimit { get; init; } = double.NaN;

    /// <summary>Bytes that may be written per second.</summary>
    public double WriteBytesLimit { get; init; } = double.NaN;

    /// <summary>Reads that may be made per second.</summary>
    public double ReadsLimit { get; init; } = double.NaN;

    /// <summary>Writes that may be made per second.</summary>
    public double WritesLimit { get; init; } = double.NaN;
}

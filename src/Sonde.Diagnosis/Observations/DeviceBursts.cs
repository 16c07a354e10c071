namespace Sonde.Diagnosis.Observations;

/// <summary>The sub-second course of one block device.</summary>
public sealed class DeviceBursts
{
    /// <summary>Share of time with a request in flight, percent.</summary>
    public Series UtilizationPercent { get; } = new();

    /// <summary>Mean requests queued or in service.</summary>
    public Series QueueSize { get; } = new();

    /// <summary>Requests in flight at each sample.</summary>
    public Series InFlight { get; } = new();

    /// <summary>KiB read and written per second.</summary>
    public Series KibibytesPerSecond { get; } = new();
}

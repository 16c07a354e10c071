namespace Sonde.Diagnosis.Observations;

/// <summary>The sub-second course of one network interface.</summary>
public sealed class InterfaceBursts
{
    /// <summary>KiB received per second.</summary>
    public Series ReceiveKibibytesPerSecond { get; } = new();

    /// <summary>KiB sent per second.</summary>
    public Series TransmitKibibytesPerSecond { get; } = new();

    /// <summary>Received packets dropped per second.</summary>
    public Series ReceiveDropsPerSecond { get; } = new();

    /// <summary>Packets dropped before transmission per second; those of the queueing discipline are not in it.</summary>
    public Series TransmitDropsPerSecond { get; } = new();

    /// <summary>Damaged or failed packets per second, both directions.</summary>
    public Series ErrorsPerSecond { get; } = new();
}

namespace Sonde.Diagnosis.Observations;

/// <summary>The sub-second course of one network interface.</summary>
public sealed class InterfaceBursts
{
    /// <summary>KiB received per second.</summary>
    public Series ReceiveKibibytesPerSecond { get; } = new();

    /// <summary>KiB sent per second.</summary>
    public Series TransmitKibibytesPerSecond { get; } = new();
}

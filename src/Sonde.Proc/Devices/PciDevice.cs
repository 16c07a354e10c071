namespace Sonde.Proc.Devices;

/// <summary>A PCI Express device's link and the errors on it since boot.</summary>
/// <param name="Address">The address, such as 0000:3b:00.0.</param>
/// <param name="Driver">The driver's name; null where none is bound.</param>
/// <param name="CorrectableErrors">Errors that the link repaired by itself; null where the device does not report errors.</param>
/// <param name="NonFatalErrors">Errors that lost a transaction.</param>
/// <param name="FatalErrors">Errors after which the link cannot be trusted.</param>
/// <param name="CurrentLinkSpeed">Transfers a second and lane now, in GT/s; null where unknown.</param>
/// <param name="MaximumLinkSpeed">What the device could do, in GT/s.</param>
/// <param name="CurrentLinkWidth">Lanes in use.</param>
/// <param name="MaximumLinkWidth">Lanes that the device has.</param>
public sealed record PciDevice(
    string Address,
    string? Driver,
    ulong? CorrectableErrors,
    ulong? NonFatalErrors,
    ulong? FatalErrors,
    double? CurrentLinkSpeed,
    double? MaximumLinkSpeed,
    int? CurrentLinkWidth,
    int? MaximumLinkWidth)
{
    /// <summary>Errors of all kinds since boot; null where the device does not report them.</summary>
    public ulong? Errors => CorrectableErrors is null && NonFatalErrors is null && FatalErrors is null
        ? null
        : (CorrectableErrors ?? 0) + (NonFatalErrors ?? 0) + (FatalErrors ?? 0);

    /// <summary>True where the link runs below what the device could do: a slot with fewer lanes, power saving, or a bad connection.</summary>
    public bool IsLinkDegraded => CurrentLinkSpeed < MaximumLinkSpeed || (CurrentLinkWidth > 0 && CurrentLinkWidth < MaximumLinkWidth);
}

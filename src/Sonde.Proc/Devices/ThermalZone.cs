namespace Sonde.Proc.Devices;

/// <summary>One temperature sensor that the kernel's thermal management watches.</summary>
/// <param name="Name">The zone, such as thermal_zone0.</param>
/// <param name="Type">What it measures, such as x86_pkg_temp; raw.</param>
/// <param name="Celsius">The temperature; null where the sensor gives none.</param>
/// <param name="PassiveCelsius">Where the kernel starts to slow things down; null where there is no such trip point.</param>
/// <param name="CriticalCelsius">Where it shuts the machine down; null where there is no such trip point.</param>
public sealed record ThermalZone(string Name, string Type, double? Celsius, double? PassiveCelsius, double? CriticalCelsius);

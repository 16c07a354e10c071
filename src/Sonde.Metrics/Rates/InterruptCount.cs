namespace Sonde.Metrics.Rates;

/// <summary>One interrupt, or all together, on one CPU.</summary>
/// <param name="Name">The interrupt's number or symbol.</param>
/// <param name="Cpu">The CPU; -1 for all.</param>
/// <param name="PerSecond">How often it was served per second.</param>
public readonly record struct InterruptCount(string Name, int Cpu, double PerSecond);

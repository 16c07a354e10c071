namespace Sonde.Diagnosis.Reports;

/// <summary>How to look deeper.</summary>
/// <param name="Command">A command, runnable as printed.</param>
/// <param name="Why">What it will tell.</param>
public sealed record NextStep(string Command, string Why);

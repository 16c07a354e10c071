namespace Sonde.Proc.Devices;

/// <summary>The errors that one memory controller has seen since its driver was loaded.</summary>
/// <param name="Name">The controller, such as mc0.</param>
/// <param name="Model">The driver's name for it; raw.</param>
/// <param name="CorrectedErrors">Errors that ECC corrected: a rising count means a failing module.</param>
/// <param name="UncorrectedErrors">Errors that it could not: data was lost.</param>
public readonly record struct MemoryController(string Name, string Model, ulong CorrectedErrors, ulong UncorrectedErrors);

namespace Sonde.Tracing.Intermediate;

/// <summary>A constant of 64 bits.</summary>
/// <param name="Destination">The register that is written.</param>
/// <param name="Value">The value.</param>
public sealed record Constant(Register Destination, long Value) : Instruction;

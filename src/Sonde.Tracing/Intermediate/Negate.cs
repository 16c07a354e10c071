namespace Sonde.Tracing.Intermediate;

/// <summary>The two's complement.</summary>
/// <param name="Destination">The register that is written.</param>
/// <param name="Source">The register that is read.</param>
public sealed record Negate(Register Destination, Register Source) : Instruction;

namespace Sonde.Tracing.Intermediate;

/// <summary>A copy of a register.</summary>
/// <param name="Destination">The register that is written.</param>
/// <param name="Source">The register that is read.</param>
public sealed record Move(Register Destination, Register Source) : Instruction;

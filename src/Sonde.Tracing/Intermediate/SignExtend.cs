namespace Sonde.Tracing.Intermediate;

/// <summary>The low bits of a register as a signed number.</summary>
/// <param name="Destination">The register that is written.</param>
/// <param name="Source">The register that is read.</param>
/// <param name="Bits">How many low bits count: 1 to 63; 8, 16 and 32 are the cheapest.</param>
public sealed record SignExtend(Register Destination, Register Source, int Bits) : Instruction;

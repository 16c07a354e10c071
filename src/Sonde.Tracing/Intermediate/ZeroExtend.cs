namespace Sonde.Tracing.Intermediate;

/// <summary>The low bits of a register as an unsigned number.</summary>
/// <param name="Destination">The register that is written.</param>
/// <param name="Source">The register that is read.</param>
/// <param name="Bits">How many low bits count: 1 to 63.</param>
public sealed record ZeroExtend(Register Destination, Register Source, int Bits) : Instruction;

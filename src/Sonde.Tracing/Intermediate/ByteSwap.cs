namespace Sonde.Tracing.Intermediate;

/// <summary>The low 16, 32 or 64 bits in reversed byte order; the bits above become zero.</summary>
/// <param name="Destination">The register that is written.</param>
/// <param name="Source">The register that is read.</param>
/// <param name="Bits">The width: 16, 32 or 64.</param>
public sealed record ByteSwap(Register Destination, Register Source, int Bits) : Instruction;

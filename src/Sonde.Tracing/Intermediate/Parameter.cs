namespace Sonde.Tracing.Intermediate;

/// <summary>A parameter of the function. May stand anywhere; costs nothing at the start of the first block.</summary>
/// <param name="Destination">The register that is written.</param>
/// <param name="Index">Which parameter, from 0: the context of a program, an argument of a callback.</param>
public sealed record Parameter(Register Destination, int Index) : Instruction;

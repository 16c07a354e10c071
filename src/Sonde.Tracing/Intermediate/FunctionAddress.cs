namespace Sonde.Tracing.Intermediate;

/// <summary>A callback, as helpers take it.</summary>
/// <param name="Destination">The register that is written.</param>
/// <param name="Function">The callback.</param>
public sealed record FunctionAddress(Register Destination, IntermediateFunction Function) : Instruction;

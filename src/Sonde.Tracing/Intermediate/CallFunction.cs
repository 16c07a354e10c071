namespace Sonde.Tracing.Intermediate;

/// <summary>A call of another function of the same program.</summary>
/// <param name="Destination">The register that gets the result; null where nobody wants it.</param>
/// <param name="Function">The function.</param>
/// <param name="Arguments">The arguments, at most 5.</param>
public sealed record CallFunction(Register? Destination, IntermediateFunction Function, IReadOnlyList<Operand> Arguments) : Instruction;

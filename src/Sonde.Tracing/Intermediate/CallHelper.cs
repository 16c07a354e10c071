using Sonde.Bpf.Instructions;

namespace Sonde.Tracing.Intermediate;

/// <summary>A call of a kernel helper.</summary>
/// <param name="Destination">The register that gets the result; null where nobody wants it.</param>
/// <param name="Helper">The helper.</param>
/// <param name="Arguments">The arguments, at most 5.</param>
public sealed record CallHelper(Register? Destination, BpfHelper Helper, IReadOnlyList<Operand> Arguments) : Instruction;

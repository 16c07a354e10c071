namespace Sonde.Tracing.Intermediate;

/// <summary>A call of a kernel function (kfunc).</summary>
/// <param name="Destination">The register that gets the result; null where nobody wants it.</param>
/// <param name="BtfId">The BTF id of the function in the kernel's own BTF.</param>
/// <param name="Arguments">The arguments, at most 5.</param>
public sealed record CallKernelFunction(Register? Destination, int BtfId, IReadOnlyList<Operand> Arguments) : Instruction;

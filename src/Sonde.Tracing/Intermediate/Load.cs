namespace Sonde.Tracing.Intermediate;

/// <summary>A read through a pointer that the verifier knows: the context, the stack, a map value, a BTF object.</summary>
/// <param name="Destination">The register that is written.</param>
/// <param name="Base">The pointer.</param>
/// <param name="Offset">Added to the pointer: -32768 to 32767.</param>
/// <param name="Size">How many bytes: 1, 2, 4 or 8.</param>
/// <param name="IsSigned">True where a value of less than 8 bytes is extended by its sign, false by zeros.</param>
public sealed record Load(Register Destination, Register Base, int Offset, int Size, bool IsSigned) : Instruction;

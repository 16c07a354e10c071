namespace Sonde.Tracing.Intermediate;

/// <summary>An addition to memory that other CPUs cannot interrupt.</summary>
/// <param name="Base">The pointer.</param>
/// <param name="Offset">Added to the pointer: -32768 to 32767.</param>
/// <param name="Size">How many bytes: 4 or 8.</param>
/// <param name="Source">What is added.</param>
public sealed record AtomicAdd(Register Base, int Offset, int Size, Register Source) : Instruction;

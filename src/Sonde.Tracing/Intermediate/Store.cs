namespace Sonde.Tracing.Intermediate;

/// <summary>A write through a pointer.</summary>
/// <param name="Base">The pointer.</param>
/// <param name="Offset">Added to the pointer: -32768 to 32767.</param>
/// <param name="Size">How many bytes: 1, 2, 4 or 8.</param>
/// <param name="Value">The value; its low bytes are stored.</param>
public sealed record Store(Register Base, int Offset, int Size, Operand Value) : Instruction;

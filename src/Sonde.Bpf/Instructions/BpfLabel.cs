namespace Sonde.Bpf.Instructions;

/// <summary>A place in a program that jumps can name before it is known; made by <see cref="Assembler.NewLabel"/>.</summary>
/// <param name="Number">Its number within its assembler, from 0.</param>
public readonly record struct BpfLabel(int Number);

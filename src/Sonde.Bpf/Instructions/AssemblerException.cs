namespace Sonde.Bpf.Instructions;

/// <summary>A program that cannot be encoded: a label without a place, or a jump that reaches too far.</summary>
public sealed class AssemblerException(string message) : Exception(message);

namespace Sonde.Tracing.Emit;

/// <summary>A function that BPF cannot hold: its stack is larger than 512 bytes, or it jumps too far. The message says which and why.</summary>
public sealed class EmitException(string message) : Exception(message);

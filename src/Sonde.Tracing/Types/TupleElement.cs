namespace Sonde.Tracing.Types;

/// <summary>An element of a tuple.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Offset">Bytes from the start of the tuple.</param>
public sealed record TupleElement(TraceType Type, int Offset);

namespace Sonde.Tracing.Types;

/// <summary>A named element of a record.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Offset">Bytes from the start of the record.</param>
public sealed record RecordField(string Name, TraceType Type, int Offset);

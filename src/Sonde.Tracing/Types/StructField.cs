namespace Sonde.Tracing.Types;

/// <summary>A member of a struct or union.</summary>
/// <param name="Name">Its name; empty for an anonymous struct or union, whose members count as those of the parent.</param>
/// <param name="Offset">Bytes from the start; of a bit field, of the integer that holds it.</param>
/// <param name="Type">Its type; of a bit field, the integer that holds it.</param>
/// <param name="BitOffset">Lowest bit of a bit field within its integer; 0 otherwise.</param>
/// <param name="BitSize">Bits of a bit field; 0 otherwise.</param>
public sealed record StructField(string Name, int Offset, TraceType Type, int BitOffset = 0, int BitSize = 0)
{
    /// <summary>Whether it is a bit field.</summary>
    public bool IsBitField => BitSize > 0;
}

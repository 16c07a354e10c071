namespace Sonde.Proc.Tracing;

/// <summary>A field of the record that a tracepoint makes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeText">Its type as the kernel spells it in C, without array and location: <c>const char *</c>, <c>unsigned short</c>.</param>
/// <param name="Offset">Bytes from the start of the record.</param>
/// <param name="Size">Its bytes in the record; 0 for an array that runs to the end of the record.</param>
/// <param name="IsSigned">Whether its numbers are signed, as far as the kernel knows: fields of system calls all say no.</param>
/// <param name="ArrayLength">Elements of an array: its number, or 0 where only the record tells; null for no array.</param>
/// <param name="Location">Where its value is.</param>
public sealed record TracepointField(
    string Name, string TypeText, int Offset, int Size, bool IsSigned, int? ArrayLength, TracepointFieldLocation Location)
{
    /// <summary>Whether every tracepoint has it: type, flags, preempt count and pid of the record itself.</summary>
    public bool IsCommon => Name.StartsWith("common_", StringComparison.Ordinal);

    /// <summary>Its declaration as the kernel spells it: <c>char comm[16]</c>, <c>__data_loc char[] name</c>.</summary>
    public string Declaration => (Location, ArrayLength) switch
    {
        (TracepointFieldLocation.FromRecord, _) => $"__data_loc {TypeText}[] {Name}",
        (TracepointFieldLocation.FromField, _) => $"__rel_loc {TypeText}[] {Name}",
        (_, null) => $"{TypeText} {Name}",
        (_, 0) => $"{TypeText} {Name}[]",
        _ => $"{TypeText} {Name}[{ArrayLength}]",
    };

    /// <summary>Whether it is a pointer.</summary>
    public bool IsPointer => TypeText.EndsWith('*');
}

namespace Sonde.Proc.Tracing;

/// <summary>Where the value of a tracepoint's field is.</summary>
public enum TracepointFieldLocation
{
    /// <summary>In the record, at the field's offset.</summary>
    InPlace,

    /// <summary><c>__data_loc</c>: the field is a uint32: offset from the start of the record in the low half, bytes in the high half.</summary>
    FromRecord,

    /// <summary><c>__rel_loc</c>: likewise, but the offset counts from the end of the field.</summary>
    FromField,
}

namespace Sonde.Tracing.Types;

/// <summary>Several named values as one, <c>(a=1, b="x")</c>, laid out as C lays out a struct.</summary>
public sealed record RecordType : TraceType
{
    private RecordType(EquatableArray<RecordField> fields, int size, int alignment) => (Fields, Size, Alignment) = (fields, size, alignment);

    /// <summary>The fields in order.</summary>
    public EquatableArray<RecordField> Fields { get; }

    /// <inheritdoc/>
    public override int Size { get; }

    /// <inheritdoc/>
    public override int Alignment { get; }

    /// <inheritdoc/>
    public override string Spelling => $"({string.Join(',', Fields.Select(item => $"{item.Name}={item.Type}"))})";

    /// <summary>The record of some named types.</summary>
    /// <param name="fields">Names and types in order.</param>
    public static RecordType Of(params ReadOnlySpan<(string Name, TraceType Type)> fields)
    {
        var placed = new RecordField[fields.Length];
        StructLayout layout = default;
        for (var i = 0; i < fields.Length; i++)
            placed[i] = new(fields[i].Name, fields[i].Type, layout.Place(fields[i].Type));
        return new([.. placed], layout.Size, layout.Alignment);
    }

    /// <summary>The field of a name; null for none.</summary>
    /// <param name="name">The name.</param>
    public RecordField? Find(string name)
    {
        foreach (RecordField field in Fields.AsSpan())
            if (field.Name == name)
                return field;
        return null;
    }
}

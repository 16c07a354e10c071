namespace Sonde.Tracing.Types;

/// <summary>Several values as one, laid out as C lays out a struct; also the key of a map with several keys.</summary>
public sealed record TupleType : TraceType
{
    private TupleType(EquatableArray<TupleElement> elements, int size, int alignment) =>
        (Elements, Size, Alignment) = (elements, size, alignment);

    /// <summary>The elements in order.</summary>
    public EquatableArray<TupleElement> Elements { get; }

    /// <inheritdoc/>
    public override int Size { get; }

    /// <inheritdoc/>
    public override int Alignment { get; }

    /// <inheritdoc/>
    public override string Spelling => $"({string.Join(',', Elements.Select(element => element.Type.Spelling))})";

    /// <summary>The tuple of some types.</summary>
    /// <param name="types">Their types in order.</param>
    public static TupleType Of(params ReadOnlySpan<TraceType> types)
    {
        var elements = new TupleElement[types.Length];
        StructLayout layout = default;
        for (var i = 0; i < types.Length; i++)
            elements[i] = new(types[i], layout.Place(types[i]));
        return new([.. elements], layout.Size, layout.Alignment);
    }
}

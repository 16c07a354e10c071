namespace Sonde.Tracing.Types;

/// <summary>
/// A struct or union of C. Its members are resolved when they are first asked for, since kernel types refer to each other in circles.
/// Two are equal when kind, name and size are; anonymous ones when their members are, too.
/// </summary>
public sealed record StructType : TraceType
{
    private readonly Lazy<EquatableArray<StructField>> _fields;

    /// <summary>A type whose members are known.</summary>
    /// <param name="kind">Struct or union.</param>
    /// <param name="name">Its tag; empty for an anonymous one.</param>
    /// <param name="size">Its bytes.</param>
    /// <param name="alignment">Its alignment: 1, 2, 4 or 8.</param>
    /// <param name="fields">Its members.</param>
    public StructType(StructKind kind, string name, int size, int alignment, EquatableArray<StructField> fields)
        : this(kind, name, size, alignment, () => fields)
    {
    }

    /// <summary>A type whose members are resolved when they are first asked for.</summary>
    /// <param name="kind">Struct or union.</param>
    /// <param name="name">Its tag; empty for an anonymous one.</param>
    /// <param name="size">Its bytes.</param>
    /// <param name="alignment">Its alignment: 1, 2, 4 or 8.</param>
    /// <param name="fields">Yields its members; called once at most.</param>
    public StructType(StructKind kind, string name, int size, int alignment, Func<EquatableArray<StructField>> fields)
    {
        (Kind, Name, Size, Alignment) = (kind, name, size, alignment);
        _fields = new(fields);
    }

    /// <summary>Struct or union.</summary>
    public StructKind Kind { get; }

    /// <summary>Its tag; empty for an anonymous one.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override int Size { get; }

    /// <inheritdoc/>
    public override int Alignment { get; }

    /// <summary>Its members in order of declaration.</summary>
    public EquatableArray<StructField> Fields => _fields.Value;

    /// <inheritdoc/>
    public override string Spelling
    {
        get
        {
            var kind = Kind == StructKind.Union ? "union" : "struct";
            return Name.Length > 0 ? $"{kind} {Name}" : $"{kind} <anonymous>";
        }
    }

    /// <summary>The member of a name, those of anonymous members included, at its offset from the start of this type; null for none.</summary>
    /// <param name="name">The name in C.</param>
    public StructField? Find(string name)
    {
        foreach (StructField field in Fields)
        {
            if (field.Name == name && name.Length > 0)
                return field;
            if (field.Name.Length == 0 && field.Type is StructType nested && nested.Find(name) is { } inner)
                return inner with { Offset = field.Offset + inner.Offset };
        }

        return null;
    }

    /// <summary>Whether both are the same type.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(StructType? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || Kind != other.Kind || Name != other.Name || Size != other.Size)
            return false;
        return Name.Length > 0 || Fields == other.Fields;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Name, Size);
}

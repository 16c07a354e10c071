namespace Sonde.Tracing.Types;

/// <summary>An enumeration of C: an integer whose values have names.</summary>
/// <param name="Name">Its tag; empty for an anonymous one.</param>
/// <param name="Bits">Width: 8, 16, 32 or 64.</param>
/// <param name="IsSigned">Whether the integer is signed.</param>
/// <param name="Members">The named values, in order of declaration.</param>
public sealed record EnumType(string Name, int Bits, bool IsSigned, EquatableArray<EnumMember> Members) : TraceType
{
    /// <inheritdoc/>
    public override int Size => Bits / 8;

    /// <inheritdoc/>
    public override int Alignment => Size;

    /// <inheritdoc/>
    public override string Spelling => Name.Length > 0 ? $"enum {Name}" : "enum <anonymous>";

    /// <summary>The first name that a value has; null for none.</summary>
    /// <param name="value">The value.</param>
    public string? NameOf(long value)
    {
        foreach (EnumMember member in Members.AsSpan())
            if (member.Value == value)
                return member.Name;
        return null;
    }
}

namespace Sonde.Tracing.Types;

/// <summary>A pointer: uint64.</summary>
/// <param name="Target">What it points to; <see cref="VoidType"/> when nobody knows.</param>
/// <param name="AddressSpace">Which memory it refers to.</param>
public sealed record PointerType(TraceType Target, AddressSpace AddressSpace) : TraceType
{
    /// <inheritdoc/>
    public override int Size => 8;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => Target is PointerType ? $"{Target}*" : $"{Target} *";
}

namespace Sonde.Tracing.Types;

/// <summary>Values of one type, one after another.</summary>
/// <param name="Element">The element.</param>
/// <param name="Count">How many.</param>
public sealed record ArrayType(TraceType Element, int Count) : TraceType
{
    /// <inheritdoc/>
    public override int Size => checked(Element.Size * Count);

    /// <inheritdoc/>
    public override int Alignment => Element.Alignment;

    /// <inheritdoc/>
    public override string Spelling => $"{Element}[{Count}]";
}

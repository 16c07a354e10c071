namespace Sonde.Tracing.Types;

/// <summary>What a <c>void *</c> points to; one byte, as pointer arithmetic counts it.</summary>
public sealed record VoidType : TraceType
{
    /// <inheritdoc/>
    public override int Size => 1;

    /// <inheritdoc/>
    public override int Alignment => 1;

    /// <inheritdoc/>
    public override string Spelling => "void";
}

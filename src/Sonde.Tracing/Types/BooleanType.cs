namespace Sonde.Tracing.Types;

/// <summary>True (any byte but 0) or false; one byte.</summary>
public sealed record BooleanType : TraceType
{
    /// <inheritdoc/>
    public override int Size => 1;

    /// <inheritdoc/>
    public override int Alignment => 1;

    /// <inheritdoc/>
    public override string Spelling => "bool";
}

namespace Sonde.Tracing.Types;

/// <summary>No value: what statements such as <c>clear(@m)</c> yield.</summary>
public sealed record NoneType : TraceType
{
    /// <inheritdoc/>
    public override int Size => 0;

    /// <inheritdoc/>
    public override int Alignment => 1;

    /// <inheritdoc/>
    public override string Spelling => "none";
}

namespace Sonde.Tracing.Types;

/// <summary>The name of a probe: uint64 index into the table of the compiled script.</summary>
public sealed record ProbeNameType : TraceType
{
    /// <inheritdoc/>
    public override int Size => 8;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => "probe";
}

namespace Sonde.Tracing.Types;

/// <summary>An errno that is printed as its message: int64.</summary>
public sealed record ErrorNameType : TraceType
{
    /// <inheritdoc/>
    public override int Size => 8;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => "strerror_t";
}

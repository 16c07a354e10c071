namespace Sonde.Tracing.Types;

/// <summary>Nanoseconds since boot that are printed as wall-clock time: uint64.</summary>
/// <param name="Format">Format of <c>strftime(3)</c>, plus <c>%f</c> for microseconds.</param>
public sealed record TimestampType(string Format) : TraceType
{
    /// <inheritdoc/>
    public override int Size => 8;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => "timestamp";
}

namespace Sonde.Tracing.Types;

/// <summary>Largest value of <c>max()</c>: a 64-bit integer, then a uint64 that is not 0 once it is set; per CPU.</summary>
/// <param name="IsSigned">Whether the argument, and so the result, is signed.</param>
public sealed record MaxType(bool IsSigned = true) : TraceType
{
    /// <inheritdoc/>
    public override int Size => 16;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => IsSigned ? "max_t" : "umax_t";

    /// <inheritdoc/>
    public override bool IsAggregation => true;
}

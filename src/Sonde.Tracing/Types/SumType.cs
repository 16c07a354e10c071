namespace Sonde.Tracing.Types;

/// <summary>Sum of <c>sum()</c>: a 64-bit integer per CPU.</summary>
/// <param name="IsSigned">Whether the argument, and so the result, is signed.</param>
public sealed record SumType(bool IsSigned = true) : TraceType
{
    /// <inheritdoc/>
    public override int Size => 8;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => IsSigned ? "sum_t" : "usum_t";

    /// <inheritdoc/>
    public override bool IsAggregation => true;
}

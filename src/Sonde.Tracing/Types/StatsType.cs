namespace Sonde.Tracing.Types;

/// <summary>Count, average and total of <c>stats()</c>: 64-bit total, uint64 count; per CPU.</summary>
/// <param name="IsSigned">Whether the argument, and so the result, is signed.</param>
public sealed record StatsType(bool IsSigned = true) : TraceType
{
    /// <inheritdoc/>
    public override int Size => 16;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => IsSigned ? "stats_t" : "ustats_t";

    /// <inheritdoc/>
    public override bool IsAggregation => true;
}

namespace Sonde.Tracing.Types;

/// <summary>Number of calls of <c>count()</c>: a uint64 per CPU.</summary>
public sealed record CountType : TraceType
{
    /// <inheritdoc/>
    public override int Size => 8;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => "count_t";

    /// <inheritdoc/>
    public override bool IsAggregation => true;
}

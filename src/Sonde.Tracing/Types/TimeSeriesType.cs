namespace Sonde.Tracing.Types;

/// <summary>
/// Time series of <c>tseries()</c>: a ring of intervals per CPU. An interval takes 24 bytes: int64 value (the total for averages), uint64 number of
/// values (for <see cref="TimeSeriesReduction.Last"/>: nanoseconds since boot of the value), uint64 epoch (nanoseconds since boot / interval).
/// Interval e lies at e modulo <paramref name="IntervalCount"/>; a stored epoch that differs means that the place is to be begun anew.
/// </summary>
/// <param name="IntervalNanoseconds">Length of an interval, above 0.</param>
/// <param name="IntervalCount">Intervals that are kept, below 1,000,000.</param>
/// <param name="Reduction">How values of one interval become one.</param>
/// <param name="IsSigned">Whether values are signed.</param>
public sealed record TimeSeriesType(ulong IntervalNanoseconds, int IntervalCount, TimeSeriesReduction Reduction, bool IsSigned = true) : TraceType
{
    /// <summary>Bytes of one interval.</summary>
    public const int IntervalSize = 24;

    /// <inheritdoc/>
    public override int Size => IntervalSize * IntervalCount;

    /// <inheritdoc/>
    public override int Alignment => 8;

    /// <inheritdoc/>
    public override string Spelling => "tseries_t";

    /// <inheritdoc/>
    public override bool IsAggregation => true;
}

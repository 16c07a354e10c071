namespace Sonde.Tracing.Output;

/// <summary>An interval of a time series.</summary>
/// <param name="StartNanoseconds">Its start, nanoseconds since the Unix epoch.</param>
/// <param name="Value">Its reduced value; null when there was none.</param>
public readonly record struct TimeSeriesPoint(long StartNanoseconds, long? Value);

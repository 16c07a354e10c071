namespace Sonde.Tracing.Output;

/// <summary>One bucket of a histogram as it is printed.</summary>
/// <param name="Label">Its interval in text: <c>[0]</c>, <c>[2, 4)</c>, <c>(..., 0)</c>, <c>[1K, ...)</c>.</param>
/// <param name="Minimum">Its smallest value; null when it has no lower end.</param>
/// <param name="Maximum">Its largest value; null when it has no upper end.</param>
/// <param name="Count">How many values fell into it, divided if that was asked.</param>
/// <param name="Weight">What its bar is drawn by.</param>
public readonly record struct HistogramRow(string Label, long? Minimum, long? Maximum, ulong Count, ulong Weight);

namespace Sonde.Diagnosis.Reports;

/// <summary>One measured value that a rule decided on.</summary>
/// <param name="Metric">What was measured, in the field's words.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Threshold">The value from which the rule speaks, or null where it only informs.</param>
/// <param name="Source">Kernel file, tracepoint or call.</param>
public sealed record Evidence(string Metric, double Value, string Unit, double? Threshold, string Source);

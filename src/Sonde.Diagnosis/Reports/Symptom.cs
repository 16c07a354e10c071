namespace Sonde.Diagnosis.Reports;

/// <summary>A finding that another one explains.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Via">The rank of the finding between it and the root cause, or null where the root explains it directly.</param>
public sealed record Symptom(Finding Finding, int? Via);

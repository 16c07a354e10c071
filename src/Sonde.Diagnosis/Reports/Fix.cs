namespace Sonde.Diagnosis.Reports;

/// <summary>Something that would help. Sonde never does it unasked.</summary>
/// <param name="Action">What to do, in words.</param>
/// <param name="Risk">What can go wrong, or "none".</param>
/// <param name="Command">The command that does it, where there is one.</param>
/// <param name="Undo">The command that undoes it, where there is one.</param>
public sealed record Fix(string Action, string Risk, string? Command = null, string? Undo = null);

namespace Sonde.Diagnosis.Reports;

/// <summary>Something that could not be seen.</summary>
/// <param name="What">What is missing.</param>
/// <param name="Because">Why.</param>
/// <param name="Remedy">What would make it visible; empty where nothing does.</param>
public sealed record Unavailable(string What, string Because, string Remedy);

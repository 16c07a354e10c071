namespace Sonde.Tracing.Syntax;

/// <summary><c>continue;</c>.</summary>
public sealed record Continue : Statement;

namespace Sonde.Tracing.Syntax;

/// <summary><c>break;</c>.</summary>
public sealed record Break : Statement;

namespace Sonde.Tracing.Syntax;

/// <summary><c>_</c> on the left of an assignment: the value is not kept.</summary>
public sealed record Discard : Expression;

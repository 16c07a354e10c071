namespace Sonde.Tracing.Syntax;

/// <summary><c>unroll (count) { }</c>.</summary>
public sealed record Unroll(Expression Count, Block Body) : Statement;

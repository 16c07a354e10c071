namespace Sonde.Tracing.Syntax;

/// <summary><c>while (condition) { }</c>.</summary>
public sealed record While(Expression Condition, Block Body) : Statement;

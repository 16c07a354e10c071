namespace Sonde.Tracing.Syntax;

/// <summary>An expression for its effect.</summary>
public sealed record ExpressionStatement(Expression Expression) : Statement;

namespace Sonde.Tracing.Syntax;

/// <summary><c>target.0</c>.</summary>
public sealed record TupleElement(Expression Target, int Index) : Expression;

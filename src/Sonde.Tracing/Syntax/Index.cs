namespace Sonde.Tracing.Syntax;

/// <summary><c>target[position]</c> of an array, pointer, tuple or string.</summary>
public sealed record Index(Expression Target, Expression Position) : Expression;

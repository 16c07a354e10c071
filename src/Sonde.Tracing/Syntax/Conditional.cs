namespace Sonde.Tracing.Syntax;

/// <summary><c>condition ? whenTrue : whenFalse</c>; null for the empty middle of <c>a ?: b</c>, which then is the condition's own value.</summary>
public sealed record Conditional(Expression Condition, Expression? WhenTrue, Expression WhenFalse) : Expression;

namespace Sonde.Tracing.Syntax;

/// <summary><c>(a, b)</c>, <c>(a,)</c> or <c>()</c>.</summary>
public sealed record TupleLiteral(IReadOnlyList<Expression> Elements) : Expression;

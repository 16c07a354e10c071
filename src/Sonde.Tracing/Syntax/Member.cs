namespace Sonde.Tracing.Syntax;

/// <summary><c>target.name</c> or <c>target-&gt;name</c>, which mean the same.</summary>
public sealed record Member(Expression Target, string Name) : Expression;

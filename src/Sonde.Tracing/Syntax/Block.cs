namespace Sonde.Tracing.Syntax;

/// <summary><c>{ statements }</c>, a scope of its own.</summary>
public sealed record Block(IReadOnlyList<Statement> Statements) : Statement;

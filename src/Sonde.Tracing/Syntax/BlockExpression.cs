namespace Sonde.Tracing.Syntax;

/// <summary><c>{ statements; result }</c>; null for no result, as a macro's body may be.</summary>
public sealed record BlockExpression(IReadOnlyList<Statement> Statements, Expression? Result) : Expression;

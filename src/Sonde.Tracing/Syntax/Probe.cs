namespace Sonde.Tracing.Syntax;

/// <summary>An action block with its attach points: <c>[name =] attach points [/predicate/] { ... }</c>.</summary>
public sealed record Probe(string? Name, IReadOnlyList<AttachPoint> AttachPoints, Expression? Predicate, Block Body) : SyntaxNode;

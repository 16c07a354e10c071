namespace Sonde.Tracing.Syntax;

/// <summary>A constant of a C enum, its value computed.</summary>
public sealed record Enumerator(string Name, long Value) : SyntaxNode;

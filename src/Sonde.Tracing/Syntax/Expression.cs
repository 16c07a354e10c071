namespace Sonde.Tracing.Syntax;

/// <summary>A node that has a value.</summary>
public abstract record Expression : SyntaxNode;

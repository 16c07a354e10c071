namespace Sonde.Tracing.Syntax;

/// <summary>A node that is executed.</summary>
public abstract record Statement : SyntaxNode;

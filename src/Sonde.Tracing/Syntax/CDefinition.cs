namespace Sonde.Tracing.Syntax;

/// <summary>A C definition before the probes: struct, union, enum or typedef.</summary>
public abstract record CDefinition : SyntaxNode;

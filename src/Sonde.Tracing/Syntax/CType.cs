namespace Sonde.Tracing.Syntax;

/// <summary>A type in C spelling, as members of structs and typedefs have it.</summary>
public abstract record CType : SyntaxNode;

namespace Sonde.Tracing.Syntax;

/// <summary><c>$name : type</c> of a function; the name has no <c>$</c>.</summary>
public sealed record FunctionParameter(string Name, TypeSyntax Type) : SyntaxNode;

namespace Sonde.Tracing.Syntax;

/// <summary><c>fn name($a : type) : type { ... }</c>.</summary>
public sealed record FunctionDefinition(string Name, IReadOnlyList<FunctionParameter> Parameters, TypeSyntax ReturnType, Block Body) : SyntaxNode;

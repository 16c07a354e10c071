namespace Sonde.Tracing.Syntax;

/// <summary><c>macro name(a, $v, @m) { ... }</c>.</summary>
public sealed record MacroDefinition(string Name, IReadOnlyList<MacroParameter> Parameters, BlockExpression Body) : SyntaxNode;

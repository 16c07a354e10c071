namespace Sonde.Tracing.Syntax;

/// <summary>A parameter of a macro; the name has no <c>$</c> or <c>@</c>.</summary>
public sealed record MacroParameter(MacroParameterKind Kind, string Name) : SyntaxNode;

namespace Sonde.Tracing.Syntax;

/// <summary>A name: a built-in without parentheses, an enum constant, or a macro's parameter.</summary>
public sealed record Identifier(string Name) : Expression;

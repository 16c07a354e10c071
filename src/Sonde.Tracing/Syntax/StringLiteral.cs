namespace Sonde.Tracing.Syntax;

/// <summary>A string, its escapes resolved; a byte that is not ASCII stands as the character of that number where it was written as an escape.</summary>
public sealed record StringLiteral(string Value) : Expression;

namespace Sonde.Tracing.Syntax;

/// <summary><c>$name</c>; the name has no <c>$</c>.</summary>
public sealed record ScratchVariable(string Name) : Expression;

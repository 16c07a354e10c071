namespace Sonde.Tracing.Syntax;

/// <summary><c>$#</c>: how many arguments the command line has.</summary>
public sealed record PositionalCount : Expression;

namespace Sonde.Tracing.Syntax;

/// <summary><c>$1</c>, <c>$2</c> ...: an argument of the command line, counted from 1.</summary>
public sealed record PositionalParameter(int Index) : Expression;

namespace Sonde.Tracing.Syntax;

/// <summary><c>comptime operand</c>: must be known when the script is compiled.</summary>
public sealed record Comptime(Expression Operand) : Expression;

namespace Sonde.Tracing.Syntax;

/// <summary><c>(type)operand</c>.</summary>
public sealed record Cast(TypeSyntax Type, Expression Operand) : Expression;

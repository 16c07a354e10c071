namespace Sonde.Tracing.Syntax;

/// <summary><c>sizeof(type)</c> or <c>sizeof(expression)</c>: one of both is null. A plain name is a type here if it is no built-in.</summary>
public sealed record SizeOf(TypeSyntax? Type, Expression? Operand) : Expression;

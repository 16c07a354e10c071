namespace Sonde.Tracing.Syntax;

/// <summary><c>sizeof(type)</c> or <c>sizeof(expression)</c>: one of both is null. A plain name that the parser does not know as a type is an operand: an <see cref="Identifier"/> that may name a typedef.</summary>
public sealed record SizeOf(TypeSyntax? Type, Expression? Operand) : Expression;

namespace Sonde.Tracing.Syntax;

/// <summary><c>typeinfo(type)</c> or <c>typeinfo(expression)</c>: one of both is null.</summary>
public sealed record TypeInfo(TypeSyntax? Type, Expression? Operand) : Expression;

namespace Sonde.Tracing.Syntax;

/// <summary><c>typeof(type)</c> or <c>typeof(expression)</c> where a value stands: one of both is null.</summary>
public sealed record TypeOf(TypeSyntax? Type, Expression? Operand) : Expression;

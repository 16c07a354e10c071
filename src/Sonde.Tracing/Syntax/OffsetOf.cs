namespace Sonde.Tracing.Syntax;

/// <summary><c>offsetof(type, a.b)</c> or <c>offsetof(expression, a.b)</c>: one of both is null.</summary>
public sealed record OffsetOf(TypeSyntax? Type, Expression? Operand, IReadOnlyList<string> Path) : Expression;

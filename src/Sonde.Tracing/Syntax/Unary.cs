namespace Sonde.Tracing.Syntax;

/// <summary>An operator with one operand; only ++ and -- can be postfix.</summary>
public sealed record Unary(UnaryOperator Operator, Expression Operand, bool IsPostfix) : Expression;

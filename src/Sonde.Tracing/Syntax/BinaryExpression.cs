namespace Sonde.Tracing.Syntax;

/// <summary>An operator with two operands.</summary>
public sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right) : Expression;

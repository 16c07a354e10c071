namespace Sonde.Tracing.Syntax;

/// <summary><c>target = value</c> or <c>target op= value</c> (the operator is null for the plain one); the target is a <see cref="ScratchVariable"/>, a <see cref="MapReference"/> or a <see cref="Discard"/>.</summary>
public sealed record Assignment(Expression Target, BinaryOperator? Operator, Expression Value) : Statement;

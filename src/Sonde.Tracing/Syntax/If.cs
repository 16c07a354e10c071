namespace Sonde.Tracing.Syntax;

/// <summary><c>if condition { } else ...</c>; Else is a <see cref="Block"/> or another <see cref="If"/>; <c>if comptime</c> has a <see cref="Comptime"/> as its condition.</summary>
public sealed record If(Expression Condition, Block Then, Statement? Else) : Statement;

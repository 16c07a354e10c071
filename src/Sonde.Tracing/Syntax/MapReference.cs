namespace Sonde.Tracing.Syntax;

/// <summary><c>@name</c> or <c>@name[key]</c>; the name has no <c>@</c> and is empty for <c>@</c> itself; several keys are one <see cref="TupleLiteral"/>.</summary>
public sealed record MapReference(string Name, Expression? Key) : Expression;

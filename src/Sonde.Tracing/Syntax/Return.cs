namespace Sonde.Tracing.Syntax;

/// <summary><c>return value;</c>, where the value may be absent.</summary>
public sealed record Return(Expression? Value) : Statement;

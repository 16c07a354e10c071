namespace Sonde.Tracing.Syntax;

/// <summary>A number, or a duration (<c>10ms</c>) in nanoseconds.</summary>
public sealed record IntegerLiteral(ulong Value, bool IsDuration) : Expression;

namespace Sonde.Tracing.Syntax;

/// <summary><c>(name = value, ...)</c>.</summary>
public sealed record RecordLiteral(IReadOnlyList<string> Names, IReadOnlyList<Expression> Values) : Expression;

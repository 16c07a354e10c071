namespace Sonde.Tracing.Syntax;

/// <summary><c>name(arguments)</c>: a function, a built-in with parentheses, or a macro.</summary>
public sealed record Call(string Name, IReadOnlyList<Expression> Arguments) : Expression;

namespace Sonde.Tracing.Syntax;

/// <summary><c>let $name : type = value;</c>, where type and value may be absent.</summary>
public sealed record Let(ScratchVariable Variable, TypeSyntax? Type, Expression? Value) : Statement;

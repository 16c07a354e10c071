namespace Sonde.Tracing.Syntax;

/// <summary><c>for ($i : from..to) { }</c>, where <c>to</c> is not reached.</summary>
public sealed record ForRange(ScratchVariable Variable, Expression From, Expression To, Block Body) : Statement;

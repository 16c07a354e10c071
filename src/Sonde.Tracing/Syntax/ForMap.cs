namespace Sonde.Tracing.Syntax;

/// <summary><c>for ($kv : @map) { }</c>: the variable is a tuple of key and value.</summary>
public sealed record ForMap(ScratchVariable Variable, MapReference Map, Block Body) : Statement;

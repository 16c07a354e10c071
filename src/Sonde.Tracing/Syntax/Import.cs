namespace Sonde.Tracing.Syntax;

/// <summary><c>import "path";</c> at the head of a script or inside a block.</summary>
public sealed record Import(string Path) : Statement;

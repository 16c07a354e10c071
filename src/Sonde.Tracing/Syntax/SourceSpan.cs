namespace Sonde.Tracing.Syntax;

/// <summary>A piece of the script's text.</summary>
/// <param name="Start">The offset of its first character, from 0.</param>
/// <param name="End">The offset behind its last character.</param>
public readonly record struct SourceSpan(int Start, int End);

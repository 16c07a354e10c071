namespace Sonde.Tracing.Syntax;

/// <summary>A place in a file as people name it: line and column count from 1, the column in characters.</summary>
public readonly record struct SourcePosition(string FileName, int Line, int Column);

namespace Sonde.Tracing.Output;

/// <summary>Where in the script something was written, as messages of the running script quote it.</summary>
/// <param name="FileName">The script's file, or <c>stdin</c>.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Column">First column from 1.</param>
/// <param name="EndColumn">Column after the last.</param>
/// <param name="SourceLine">The text of the line.</param>
public sealed record ScriptLocation(string FileName, int Line, int Column, int EndColumn, string SourceLine);

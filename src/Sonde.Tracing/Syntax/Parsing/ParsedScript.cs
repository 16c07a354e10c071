namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>A script that was read without an error.</summary>
/// <param name="Source">Its text and that of the files it included; every span points into it.</param>
/// <param name="Script">The tree.</param>
/// <param name="Warnings">What the author should know, in the order of the source.</param>
public sealed record ParsedScript(SourceText Source, Script Script, IReadOnlyList<Diagnostic> Warnings);

namespace Sonde.Tracing.Syntax;

/// <summary>A script that cannot be compiled: every error found, in the order of the source. The only failure of reading a script.</summary>
public sealed class TraceSyntaxException : Exception
{
    /// <summary>Takes the source and the errors found in it; there is at least one.</summary>
    public TraceSyntaxException(SourceText source, IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Concat(diagnostics.Select(diagnostic => diagnostic.Render(source))).TrimEnd('\n'))
    {
        Source = source;
        Diagnostics = diagnostics;
    }

    /// <summary>The text the diagnostics point into.</summary>
    public new SourceText Source { get; }

    /// <summary>What was found, in the order of the source.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}

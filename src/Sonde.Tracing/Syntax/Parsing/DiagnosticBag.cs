namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>The diagnostics of one script, at most <see cref="Maximum"/> errors: after so many, more say nothing new.</summary>
internal sealed class DiagnosticBag
{
    /// <summary>How many errors are kept.</summary>
    public const int Maximum = 20;

    private readonly List<Diagnostic> _diagnostics = [];
    private int _errors;

    /// <summary>Whether an error was added.</summary>
    public bool HasErrors => _errors > 0;

    /// <summary>Whether so many errors were added that reading on is in vain.</summary>
    public bool IsFull => _errors >= Maximum;

    /// <summary>Adds an error; a second one at the same place is a consequence of the first and is left out.</summary>
    public void Error(SourceSpan span, string message, string? hint = null)
    {
        if (IsFull || _diagnostics.Exists(known => known.Severity == DiagnosticSeverity.Error && known.Span.Start == span.Start))
            return;

        _errors++;
        _diagnostics.Add(Diagnostic.Error(span, message, hint));
    }

    /// <summary>Adds a warning.</summary>
    public void Warning(SourceSpan span, string message, string? hint = null)
    {
        if (_diagnostics.Count < 2 * Maximum)
            _diagnostics.Add(Diagnostic.Warning(span, message, hint));
    }

    /// <summary>What was added, in the order of the source.</summary>
    public IReadOnlyList<Diagnostic> Ordered() => [.. _diagnostics.OrderBy(diagnostic => diagnostic.Span.Start)];
}

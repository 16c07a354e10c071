namespace Sonde.Tracing.Syntax;

/// <summary>Whether a <see cref="Diagnostic"/> stops the script.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The script runs; the author should know.</summary>
    Warning,

    /// <summary>The script cannot run.</summary>
    Error,
}

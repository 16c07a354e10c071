namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>Ends the reading of one probe or definition at its first error; never leaves the parser.</summary>
internal sealed class SyntaxErrorException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    /// <summary>The error.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;
}

using Sonde.Tracing.Syntax;

namespace Sonde.Tracing.Intermediate;

/// <summary>The end of a basic block: where control goes.</summary>
public abstract record Terminator
{
    /// <summary>The piece of the script that it stands for; null where there is none.</summary>
    public SourceSpan? Span { get; init; }
}

using Sonde.Tracing.Syntax;

namespace Sonde.Tracing.Intermediate;

/// <summary>One step of a basic block.</summary>
public abstract record Instruction
{
    /// <summary>The piece of the script that it stands for, which the verifier's log then quotes; null where there is none.</summary>
    public SourceSpan? Span { get; init; }
}

namespace Sonde.Tracing.Syntax;

/// <summary>A part of a script as written, with where it stands in the source.</summary>
public abstract record SyntaxNode
{
    /// <summary>Where the node stands in the <see cref="SourceText"/>.</summary>
    public required SourceSpan Span { get; init; }
}

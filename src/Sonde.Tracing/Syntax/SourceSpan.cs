namespace Sonde.Tracing.Syntax;

/// <summary>A piece of the script's text, in UTF-16 code units among all files of a <see cref="SourceText"/>.</summary>
/// <param name="Start">The offset of its first character, from 0.</param>
/// <param name="End">The offset behind its last character.</param>
public readonly record struct SourceSpan(int Start, int End)
{
    /// <summary>Code units in the piece.</summary>
    public int Length => End - Start;

    /// <summary>From the start of this one to the end of another that follows it.</summary>
    public SourceSpan To(SourceSpan last) => new(Start, Math.Max(End, last.End));
}

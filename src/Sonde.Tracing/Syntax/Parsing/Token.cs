namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>A word of a script.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The name or the string's content; empty for others.</param>
/// <param name="Value">The number of a number; 0 for others.</param>
/// <param name="Span">Where it stands; for the expansion of a macro, where the macro was used.</param>
/// <param name="StartsLine">Whether only white space is before it in its line.</param>
/// <param name="FollowsSpace">Whether white space or a comment is before it.</param>
internal readonly record struct Token(TokenKind Kind, string Text, ulong Value, SourceSpan Span, bool StartsLine, bool FollowsSpace)
{
    /// <summary>Whether it is this very name.</summary>
    public bool Is(string name) => Kind == TokenKind.Identifier && Text == name;
}

namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>How messages name the kinds of tokens.</summary>
internal static class TokenKinds
{
    /// <summary>The kind as a message names it: <c>')'</c>, <c>a number</c>.</summary>
    public static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.End => "the end of the script",
        TokenKind.EndOfLine => "the end of the line",
        TokenKind.Identifier => "a name",
        TokenKind.Integer or TokenKind.Character or TokenKind.Duration => "a number",
        TokenKind.String => "a string",
        TokenKind.Variable => "a variable ($name)",
        TokenKind.Positional or TokenKind.PositionalCount => "a parameter",
        TokenKind.Map => "a map (@name)",
        TokenKind.Unknown => "an unknown character",
        _ => $"'{Spelling(kind)}'",
    };

    /// <summary>The text of an operator or a punctuation mark.</summary>
    public static string Spelling(TokenKind kind) => kind switch
    {
        TokenKind.OpenParenthesis => "(",
        TokenKind.CloseParenthesis => ")",
        TokenKind.OpenBrace => "{",
        TokenKind.CloseBrace => "}",
        TokenKind.OpenBracket => "[",
        TokenKind.CloseBracket => "]",
        TokenKind.Semicolon => ";",
        TokenKind.Comma => ",",
        TokenKind.Colon => ":",
        TokenKind.Question => "?",
        TokenKind.Dot => ".",
        TokenKind.DotDot => "..",
        TokenKind.Ellipsis => "...",
        TokenKind.Arrow => "->",
        TokenKind.Hash => "#",
        TokenKind.HashHash => "##",
        TokenKind.Not => "!",
        TokenKind.Tilde => "~",
        TokenKind.Increment => "++",
        TokenKind.Decrement => "--",
        TokenKind.Plus => "+",
        TokenKind.Minus => "-",
        TokenKind.Star => "*",
        TokenKind.Slash => "/",
        TokenKind.Percent => "%",
        TokenKind.Ampersand => "&",
        TokenKind.Bar => "|",
        TokenKind.Caret => "^",
        TokenKind.ShiftLeft => "<<",
        TokenKind.ShiftRight => ">>",
        TokenKind.AmpersandAmpersand => "&&",
        TokenKind.BarBar => "||",
        TokenKind.Equal => "==",
        TokenKind.NotEqual => "!=",
        TokenKind.Less => "<",
        TokenKind.LessOrEqual => "<=",
        TokenKind.Greater => ">",
        TokenKind.GreaterOrEqual => ">=",
        TokenKind.Assign => "=",
        TokenKind.PlusAssign => "+=",
        TokenKind.MinusAssign => "-=",
        TokenKind.StarAssign => "*=",
        TokenKind.SlashAssign => "/=",
        TokenKind.PercentAssign => "%=",
        TokenKind.AmpersandAssign => "&=",
        TokenKind.BarAssign => "|=",
        TokenKind.CaretAssign => "^=",
        TokenKind.ShiftLeftAssign => "<<=",
        TokenKind.ShiftRightAssign => ">>=",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

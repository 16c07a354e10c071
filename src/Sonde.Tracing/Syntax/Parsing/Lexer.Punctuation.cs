namespace Sonde.Tracing.Syntax.Parsing;

/// <content>Operators and punctuation marks: the longest that fits.</content>
internal sealed partial class Lexer
{
    private TokenKind PunctuationAt(int offset)
    {
        var second = At(offset + 1);
        var third = At(offset + 2);
        return _text[offset] switch
        {
            '(' => TokenKind.OpenParenthesis,
            ')' => TokenKind.CloseParenthesis,
            '{' => TokenKind.OpenBrace,
            '}' => TokenKind.CloseBrace,
            '[' => TokenKind.OpenBracket,
            ']' => TokenKind.CloseBracket,
            ';' => TokenKind.Semicolon,
            ',' => TokenKind.Comma,
            ':' => TokenKind.Colon,
            '?' => TokenKind.Question,
            '~' => TokenKind.Tilde,
            '.' => second != '.' ? TokenKind.Dot : third == '.' ? TokenKind.Ellipsis : TokenKind.DotDot,
            '#' => second == '#' ? TokenKind.HashHash : TokenKind.Hash,
            '!' => second == '=' ? TokenKind.NotEqual : TokenKind.Not,
            '=' => second == '=' ? TokenKind.Equal : TokenKind.Assign,
            '*' => second == '=' ? TokenKind.StarAssign : TokenKind.Star,
            '/' => second == '=' ? TokenKind.SlashAssign : TokenKind.Slash,
            '%' => second == '=' ? TokenKind.PercentAssign : TokenKind.Percent,
            '^' => second == '=' ? TokenKind.CaretAssign : TokenKind.Caret,
            '+' => second == '+' ? TokenKind.Increment : second == '=' ? TokenKind.PlusAssign : TokenKind.Plus,
            '-' => second switch { '-' => TokenKind.Decrement, '=' => TokenKind.MinusAssign, '>' => TokenKind.Arrow, _ => TokenKind.Minus },
            '&' => second == '&' ? TokenKind.AmpersandAmpersand : second == '=' ? TokenKind.AmpersandAssign : TokenKind.Ampersand,
            '|' => second == '|' ? TokenKind.BarBar : second == '=' ? TokenKind.BarAssign : TokenKind.Bar,
            '<' when second == '<' => third == '=' ? TokenKind.ShiftLeftAssign : TokenKind.ShiftLeft,
            '<' => second == '=' ? TokenKind.LessOrEqual : TokenKind.Less,
            '>' when second == '>' => third == '=' ? TokenKind.ShiftRightAssign : TokenKind.ShiftRight,
            '>' => second == '=' ? TokenKind.GreaterOrEqual : TokenKind.Greater,
            _ => TokenKind.Unknown,
        };
    }
}

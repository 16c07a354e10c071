namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>The end of the source.</summary>
    End,

    /// <summary>The end of a preprocessor line; only there is it a token.</summary>
    EndOfLine,

    /// <summary>A name or keyword.</summary>
    Identifier,

    /// <summary>A number; its value is in the token.</summary>
    Integer,

    /// <summary>A number with a unit of time; its value is nanoseconds.</summary>
    Duration,

    /// <summary>A character in single quotes; its value is in the token.</summary>
    Character,

    /// <summary>A string; the text is its content, escapes resolved.</summary>
    String,

    /// <summary><c>$name</c>; the text has no $.</summary>
    Variable,

    /// <summary><c>$1</c>; the value is the number.</summary>
    Positional,

    /// <summary><c>$#</c>.</summary>
    PositionalCount,

    /// <summary><c>@name</c>; the text has no @.</summary>
    Map,

    /// <summary>Something that is no token.</summary>
    Unknown,

    OpenParenthesis, // (
    CloseParenthesis, // )
    OpenBrace, // {
    CloseBrace, // }
    OpenBracket, // [
    CloseBracket, // ]
    Semicolon, // ;
    Comma, // ,
    Colon, // :
    Question, // ?
    Dot, // .
    DotDot, // ..
    Ellipsis, // ...
    Arrow, // ->
    Hash, // #
    HashHash, // ##
    Not, // !
    Tilde, // ~
    Increment, // ++
    Decrement, // --
    Plus, // +
    Minus, // -
    Star, // *
    Slash, // /
    Percent, // %
    Ampersand, // &
    Bar, // |
    Caret, // ^
    ShiftLeft, // <<
    ShiftRight, // >>
    AmpersandAmpersand, // &&
    BarBar, // ||
    Equal, // ==
    NotEqual, // !=
    Less, // <
    LessOrEqual, // <=
    Greater, // >
    GreaterOrEqual, // >=
    Assign, // =
    PlusAssign, // +=
    MinusAssign, // -=
    StarAssign, // *=
    SlashAssign, // /=
    PercentAssign, // %=
    AmpersandAssign, // &=
    BarAssign, // |=
    CaretAssign, // ^=
    ShiftLeftAssign, // <<=
    ShiftRightAssign, // >>=
}

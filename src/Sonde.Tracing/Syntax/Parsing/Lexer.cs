using System.Text;

namespace Sonde.Tracing.Syntax.Parsing;

/// <summary>
/// Splits one file into tokens, on demand: an attach point is no row of tokens (<c>/</c>, <c>*</c> and <c>.</c> are letters there), so the parser asks for it
/// as a whole. Knows nothing of preprocessor lines but their end.
/// </summary>
internal sealed partial class Lexer
{
    private readonly SourceFile _file;
    private readonly string _text;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, string> _names;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _namesBySpan;
    private bool _atLineStart = true;

    /// <summary>Starts at the beginning of a file; errors go to the bag.</summary>
    public Lexer(SourceFile file, DiagnosticBag diagnostics)
    {
        _file = file;
        _text = file.Text;
        _diagnostics = diagnostics;
        _names = [];
        _namesBySpan = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (_text.StartsWith("#!", StringComparison.Ordinal))
            SkipLine();
    }

    /// <summary>The file.</summary>
    public SourceFile File => _file;

    /// <summary>The offset of the next character in the file.</summary>
    public int Offset { get; private set; }

    /// <summary>Whether errors are of no interest: in a part that a condition leaves out.</summary>
    public bool IsMuted { get; set; }

    /// <summary>The next token. With <paramref name="inDirective"/> the end of the line is one; a line ending in a backslash goes on.</summary>
    public Token Next(bool inDirective = false)
    {
        var startsSpace = Offset;
        if (!SkipSpace(inDirective))
            return Make(TokenKind.EndOfLine, Offset, false, true);

        var startsLine = _atLineStart;
        var followsSpace = Offset > startsSpace;
        _atLineStart = false;
        var start = Offset;
        if (start >= _text.Length)
            return Make(inDirective ? TokenKind.EndOfLine : TokenKind.End, start, startsLine, followsSpace);

        var first = _text[start];
        if (IsNameStart(first))
            return Make(TokenKind.Identifier, start, startsLine, followsSpace, ReadName());

        if (char.IsAsciiDigit(first))
            return ReadNumber(startsLine, followsSpace);

        return first switch
        {
            '"' => Make(TokenKind.String, start, startsLine, followsSpace, ReadString('"')),
            '\'' => ReadCharacter(startsLine, followsSpace),
            '$' => ReadVariable(startsLine, followsSpace),
            '@' => ReadMap(startsLine, followsSpace),
            _ => ReadPunctuation(startsLine, followsSpace),
        };
    }

    /// <summary>Goes back to an offset of this file from which a token was read.</summary>
    public void Return(int offset, bool startsLine)
    {
        Offset = offset;
        _atLineStart = startsLine;
    }

    /// <summary>Skips to the start of the next line and gives what was left of this one, comments and all.</summary>
    public string SkipLine()
    {
        var start = Offset;
        var end = _text.IndexOf('\n', start);
        Offset = end < 0 ? _text.Length : end + 1;
        _atLineStart = true;
        return _text[start..(end < 0 ? _text.Length : end)].TrimEnd('\r');
    }

    /// <summary>The span of offsets of this file.</summary>
    public SourceSpan SpanFrom(int start) => new(_file.Offset + start, _file.Offset + Offset);

    private static bool IsNameStart(char character) => char.IsAsciiLetter(character) || character == '_';

    private static bool IsNamePart(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    private char At(int offset) => offset < _text.Length ? _text[offset] : '\0';

    private Token Make(TokenKind kind, int start, bool startsLine, bool followsSpace, string text = "", ulong value = 0) =>
        new(kind, text, value, SpanFrom(start), startsLine, followsSpace);

    private void Error(int start, string message, string? hint = null)
    {
        if (!IsMuted)
            _diagnostics.Error(SpanFrom(start), message, hint);
    }

    /// <summary>Skips white space and comments; false at the end of a directive's line.</summary>
    private bool SkipSpace(bool inDirective)
    {
        while (Offset < _text.Length)
        {
            var next = _text[Offset];
            if (next == '\n')
            {
                if (inDirective)
                    return false;
                _atLineStart = true;
                Offset++;
            }
            else if (char.IsWhiteSpace(next) || next == '\ufeff')
            {
                Offset++;
            }
            else if (next == '\\' && At(Offset + 1) == '\n')
            {
                Offset += 2;
            }
            else if (next == '\\' && At(Offset + 1) == '\r' && At(Offset + 2) == '\n')
            {
                Offset += 3;
            }
            else if (!SkipComment())
            {
                return true;
            }
        }

        return true;
    }

    private bool SkipComment()
    {
        if (_text[Offset] != '/')
            return false;

        if (At(Offset + 1) == '/')
        {
            var end = _text.IndexOf('\n', Offset);
            Offset = end < 0 ? _text.Length : end;
            return true;
        }

        if (At(Offset + 1) != '*')
            return false;

        var start = Offset;
        var close = _text.IndexOf("*/", start + 2, StringComparison.Ordinal);
        Offset = close < 0 ? _text.Length : close + 2;
        if (close < 0 && !IsMuted)
            _diagnostics.Error(new SourceSpan(_file.Offset + start, _file.Offset + start + 2), "this comment has no end", "close it with */");
        return true;
    }

    private string ReadName()
    {
        var start = Offset;
        while (Offset < _text.Length && IsNamePart(_text[Offset]))
            Offset++;
        return Intern(_text.AsSpan(start, Offset - start));
    }

    private string Intern(ReadOnlySpan<char> name)
    {
        if (_namesBySpan.TryGetValue(name, out var known))
            return known;

        known = name.ToString();
        _names.Add(known, known);
        return known;
    }

    private Token ReadNumber(bool startsLine, bool followsSpace)
    {
        var start = Offset;
        while (Offset < _text.Length && IsNamePart(_text[Offset]))
            Offset++;
        if (!IntegerText.TryParse(_text.AsSpan(start, Offset - start), out var value, out var isDuration, out var error))
            Error(start, $"{error}: {_text[start..Offset]}", "numbers are written 10, 0x1f, 1_000, 1e6 or, as durations, 10ms (ns us ms s m h d)");
        return Make(isDuration ? TokenKind.Duration : TokenKind.Integer, start, startsLine, followsSpace, "", value);
    }

    private Token ReadVariable(bool startsLine, bool followsSpace)
    {
        var start = Offset++;
        var next = At(Offset);
        if (next == '#')
        {
            Offset++;
            return Make(TokenKind.PositionalCount, start, startsLine, followsSpace);
        }

        if (IsNameStart(next))
            return Make(TokenKind.Variable, start, startsLine, followsSpace, ReadName());

        if (!char.IsAsciiDigit(next))
        {
            Error(start, "'$' needs a name behind it", "a variable is $name, an argument of the command line $1, their count $#");
            return Make(TokenKind.Unknown, start, startsLine, followsSpace);
        }

        var digits = Offset;
        while (char.IsAsciiDigit(At(Offset)))
            Offset++;
        if (!int.TryParse(_text.AsSpan(digits, Offset - digits), out var number) || number == 0)
            Error(start, $"parameter {_text[start..Offset]} is out of range", "the first argument is $1");
        return Make(TokenKind.Positional, start, startsLine, followsSpace, "", (ulong)number);
    }

    private Token ReadMap(bool startsLine, bool followsSpace)
    {
        var start = Offset++;
        var name = IsNameStart(At(Offset)) ? ReadName() : "";
        return Make(TokenKind.Map, start, startsLine, followsSpace, name);
    }

    private Token ReadPunctuation(bool startsLine, bool followsSpace)
    {
        var start = Offset;
        var kind = PunctuationAt(start);
        if (kind != TokenKind.Unknown)
        {
            Offset += TokenKinds.Spelling(kind).Length;
            return Make(kind, start, startsLine, followsSpace);
        }

        Offset += Rune.TryGetRuneAt(_text, start, out var rune) ? rune.Utf16SequenceLength : 1;
        var shown = rune.Value >= 0x20 && rune.Value != 0x7f && !Rune.IsControl(rune) && rune.Value != 0 ? $"'{rune}'" : $"U+{(int)_text[start]:X4}";
        Error(start, $"{shown} has no meaning in a script", rune.Value is 0x201c or 0x201d ? "strings stand in straight quotes: \"text\"" : null);
        return Make(TokenKind.Unknown, start, startsLine, followsSpace);
    }
}

using System.Text;

namespace Sonde.Tracing.Syntax.Parsing;

/// <content>Strings and characters with their escapes.</content>
internal sealed partial class Lexer
{
    private const string EscapeHint = "known are \\n \\t \\r \\\" \\\\ \\0 to \\377 (octal) and \\x00 to \\xff";

    private Token ReadCharacter(bool startsLine, bool followsSpace)
    {
        var start = Offset;
        var content = ReadString('\'');
        if (content.Length != 1)
            Error(start, "a character literal holds one character", "strings stand in double quotes");
        var value = content.Length == 1 ? (char.IsLowSurrogate(content[0]) ? (ulong)(content[0] & 0xff) : content[0]) : 0;
        return Make(TokenKind.Character, start, startsLine, followsSpace, "", value);
    }

    /// <summary>Reads from the opening quote to behind the closing one, or to the end of the line if there is none.</summary>
    private string ReadString(char quote)
    {
        var start = Offset++;
        var content = new StringBuilder();
        while (Offset < _text.Length && _text[Offset] != '\n')
        {
            var next = _text[Offset];
            if (next == quote)
            {
                Offset++;
                return content.ToString();
            }

            if (next == '\\')
            {
                ReadEscape(content);
            }
            else
            {
                content.Append(next);
                Offset++;
            }
        }

        Error(start, "this string has no end in its line", $"close it with {quote}; a line break inside is written \\n");
        return content.ToString();
    }

    private void ReadEscape(StringBuilder content)
    {
        var start = Offset++;
        var letter = At(Offset);
        if (letter is >= '0' and <= '7')
        {
            AppendByte(content, start, ReadDigits(8, 3));
            return;
        }

        Offset += letter is '\0' or '\n' ? 0 : 1;
        switch (letter)
        {
            case 'n':
                content.Append('\n');
                break;
            case 't':
                content.Append('\t');
                break;
            case 'r':
                content.Append('\r');
                break;
            case '"' or '\'' or '\\':
                content.Append(letter);
                break;
            case 'x' or 'X' when char.IsAsciiHexDigit(At(Offset)):
                AppendByte(content, start, ReadDigits(16, 2));
                break;
            case '\0' or '\n' or '\r':
                break;
            default:
                Error(start, $"'{_text[start..Offset]}' is no escape of a string", EscapeHint);
                break;
        }
    }

    private int ReadDigits(int numberBase, int maximum)
    {
        var value = 0;
        for (var count = 0; count < maximum && char.IsAsciiHexDigit(At(Offset)); count++)
        {
            var digit = char.IsAsciiDigit(At(Offset)) ? At(Offset) - '0' : (At(Offset) | 0x20) - 'a' + 10;
            if (digit >= numberBase)
                break;

            value = (value * numberBase) + digit;
            Offset++;
        }

        return value;
    }

    private void AppendByte(StringBuilder content, int start, int value)
    {
        if (value > 0xff)
            Error(start, $"'{_text[start..Offset]}' is no byte", EscapeHint);
        content.Append(value < 0x80 ? (char)value : (char)(StringLiteral.ByteEscape + (value & 0xff)));
    }
}

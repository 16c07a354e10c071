using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sonde.Terminal;

/// <summary>
/// Makes text that others chose (process names, paths, arguments) safe to show: what a terminal would obey, hide or reorder becomes a visible escape
/// such as \n, \x1b or \u202e, and a byte that is no UTF-8 becomes \xff.
/// </summary>
public static class TextSanitizer
{
    /// <summary>What stands for the part that was cut off.</summary>
    public const string Ellipsis = "…";

    // More marks than any script stacks on one letter: beyond, they are a trick to draw over neighbouring lines.
    internal const int MostMarksOnOneCharacter = 4;

    /// <summary>True where <paramref name="text"/> can be shown as it is.</summary>
    public static bool IsClean(ReadOnlySpan<char> text)
    {
        if (PrintableAscii.IsAll(text))
            return true;
        int marks = MostMarksOnOneCharacter;
        while (!text.IsEmpty)
        {
            OperationStatus status = Rune.DecodeFromUtf16(text, out Rune rune, out int used);
            if (status != OperationStatus.Done || NeedsEscape(rune, ref marks))
                return false;
            text = text[used..];
        }

        return true;
    }

    /// <summary>The text with everything unsafe made visible; the same string where nothing is.</summary>
    public static string Clean(string text)
    {
        if (IsClean(text))
            return text;
        StringBuilder clean = new(text.Length + 16);
        AppendClean(clean, text, int.MaxValue);
        return clean.ToString();
    }

    /// <summary>The text made safe and cut to <paramref name="maxColumns"/> cells, the last of them an ellipsis where something was cut.</summary>
    public static string Clean(string text, int maxColumns)
    {
        if (text.Length <= maxColumns && PrintableAscii.IsAll(text))
            return text;
        StringBuilder clean = new(Math.Min(text.Length, maxColumns) + 16);
        AppendClean(clean, text, maxColumns);
        return clean.ToString();
    }

    /// <summary>Bytes that should be UTF-8, as the kernel hands them out, made safe and cut to <paramref name="maxColumns"/> cells.</summary>
    public static string Clean(ReadOnlySpan<byte> text, int maxColumns = int.MaxValue)
    {
        StringBuilder clean = new(Math.Min(text.Length, maxColumns) + 16);
        Cutter cutter = new(clean, maxColumns);
        Span<char> escape = stackalloc char[16];
        int marks = MostMarksOnOneCharacter;
        while (!text.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf8(text, out Rune rune, out int used) == OperationStatus.Done;
            for (int i = 0; !valid && i < used; i++)
            {
                if (!cutter.Append(escape[..WriteByteEscape(text[i], escape)]))
                    return cutter.Cut();
            }

            if (valid && !Append(ref cutter, rune, escape, ref marks))
                return cutter.Cut();
            text = text[used..];
        }

        return clean.ToString();
    }

    private static void AppendClean(StringBuilder clean, ReadOnlySpan<char> text, int maxColumns)
    {
        Cutter cutter = new(clean, maxColumns);
        Span<char> escape = stackalloc char[16];
        int marks = MostMarksOnOneCharacter;
        while (!text.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf16(text, out Rune rune, out int used) == OperationStatus.Done;
            bool fits = valid
                ? Append(ref cutter, rune, escape, ref marks)
                : cutter.Append(escape[..WriteUnitEscape(text[0], escape)]);
            if (!fits)
            {
                cutter.Cut();
                return;
            }

            text = text[used..];
        }
    }

    private static bool Append(ref Cutter cutter, Rune rune, Span<char> buffer, ref int marks)
    {
        int length = NeedsEscape(rune, ref marks) ? WriteEscape(rune, buffer) : rune.EncodeToUtf16(buffer);
        return cutter.Append(buffer[..length]);
    }

    /// <summary>
    /// True where a terminal would obey, hide or reorder the character. <paramref name="marks"/> counts the combining marks since the last base
    /// character; start with <see cref="MostMarksOnOneCharacter"/>, so that a mark without a base is escaped.
    /// </summary>
    internal static bool NeedsEscape(Rune rune, ref int marks)
    {
        if (rune.Value is >= 0x20 and < 0x7F)
        {
            marks = 0;
            return false;
        }

        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Control:
            case UnicodeCategory.Format:
            case UnicodeCategory.LineSeparator:
            case UnicodeCategory.ParagraphSeparator:
            case UnicodeCategory.Surrogate:
            case UnicodeCategory.PrivateUse:
            case UnicodeCategory.OtherNotAssigned:
                return true;
            case UnicodeCategory.NonSpacingMark:
            case UnicodeCategory.EnclosingMark:
                return ++marks > MostMarksOnOneCharacter;
            default:
                marks = 0;
                return false;
        }
    }

    /// <summary>Writes the visible form of <paramref name="rune"/>: \n, \x1b, \u202e or \U000e0001; at most ten characters.</summary>
    internal static int WriteEscape(Rune rune, Span<char> buffer)
    {
        buffer[0] = '\\';
        char letter = rune.Value switch { '\n' => 'n', '\r' => 'r', '\t' => 't', _ => '\0' };
        if (letter != '\0')
        {
            buffer[1] = letter;
            return 2;
        }

        if (rune.Value < 0x80)
            return WriteByteEscape((byte)rune.Value, buffer);
        if (rune.IsBmp)
            return WriteUnitEscape((char)rune.Value, buffer);
        buffer[1] = 'U';
        WriteHexadecimal((uint)rune.Value, buffer.Slice(2, 8));
        return 10;
    }

    /// <summary>Writes \xff for a byte that is no UTF-8; always four characters.</summary>
    internal static int WriteByteEscape(byte value, Span<char> buffer)
    {
        buffer[0] = '\\';
        buffer[1] = 'x';
        WriteHexadecimal(value, buffer.Slice(2, 2));
        return 4;
    }

    private static int WriteUnitEscape(char unit, Span<char> buffer)
    {
        buffer[0] = '\\';
        buffer[1] = 'u';
        WriteHexadecimal(unit, buffer.Slice(2, 4));
        return 6;
    }

    private static void WriteHexadecimal(uint value, Span<char> digits)
    {
        for (int i = digits.Length - 1; i >= 0; i--, value >>= 4)
            digits[i] = "0123456789abcdef"[(int)(value & 15)];
    }

    /// <summary>Appends until the columns are used up, remembering where an ellipsis would still fit.</summary>
    private struct Cutter(StringBuilder target, int maxColumns)
    {
        private int _columns;
        private int _lengthBeforeEllipsis;

        public bool Append(ReadOnlySpan<char> text)
        {
            int width = DisplayWidth.Of(text);
            if (width > maxColumns - _columns)
                return false;
            target.Append(text);
            _columns += width;
            if (_columns < maxColumns)
                _lengthBeforeEllipsis = target.Length;
            return true;
        }

        public readonly string Cut()
        {
            target.Length = _lengthBeforeEllipsis;
            if (maxColumns > 0)
                target.Append('…');
            return target.ToString();
        }
    }
}

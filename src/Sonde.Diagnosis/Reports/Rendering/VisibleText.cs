using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sonde.Diagnosis.Reports.Rendering;

/// <summary>Makes control characters, bidirectional overrides and broken UTF-16 in names that others chose visible, as \n, \x1b or \u202e, for documents.</summary>
internal static class VisibleText
{
    private static readonly SearchValues<char> Printable =
        SearchValues.Create(" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>The text on one line, cut to <paramref name="maxCharacters"/> with an ellipsis.</summary>
    internal static string Of(string text, int maxCharacters = int.MaxValue)
    {
        if (text.Length <= maxCharacters && !text.AsSpan().ContainsAnyExcept(Printable))
            return text;
        StringBuilder visible = new(Math.Min(text.Length, maxCharacters) + 16);
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf16(rest, out Rune rune, out int used) == OperationStatus.Done;
            int before = visible.Length;
            if (valid && !IsHidden(rune))
                visible.Append(rest[..used]);
            else
                AppendEscape(visible, valid ? rune.Value : rest[0]);
            if (visible.Length > maxCharacters || (visible.Length == maxCharacters && rest.Length > used))
            {
                visible.Length = before;
                return visible.Append('…').ToString();
            }

            rest = rest[used..];
        }

        return visible.ToString();
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static void AppendEscape(StringBuilder visible, int value) => _ = value switch
    {
        '\n' => visible.Append("\\n"),
        '\r' => visible.Append("\\r"),
        '\t' => visible.Append("\\t"),
        < 0x80 => visible.Append($"\\x{value:x2}"),
        <= 0xFFFF => visible.Append($"\\u{value:x4}"),
        _ => visible.Append($"\\U{value:x8}"),
    };
}

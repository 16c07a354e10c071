using System.Globalization;
using System.Text;

namespace Sonde.Tracing.Syntax.Printing;

/// <summary>How literals are written so that they are read back as they were.</summary>
internal static class LiteralText
{
    private static readonly (string Unit, ulong Nanoseconds)[] Units =
    [
        ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
    ];

    /// <summary>A string in quotes; what is not printable as an escape.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder("\"", value.Length + 2);
        foreach (var letter in value)
            AppendLetter(text, letter);
        return text.Append('"').ToString();
    }

    /// <summary>A number in decimal, a duration in the largest unit that says it exactly.</summary>
    public static string Number(IntegerLiteral literal)
    {
        if (!literal.IsDuration)
            return literal.Value.ToString(CultureInfo.InvariantCulture);

        var (unit, nanoseconds) = literal.Value == 0 ? Units[^1] : Array.Find(Units, known => literal.Value % known.Nanoseconds == 0);
        return $"{literal.Value / nanoseconds}{unit}";
    }

    private static void AppendLetter(StringBuilder text, char letter)
    {
        _ = letter switch
        {
            '\n' => text.Append("\\n"),
            '\t' => text.Append("\\t"),
            '\r' => text.Append("\\r"),
            '"' => text.Append("\\\""),
            '\\' => text.Append("\\\\"),
            < ' ' or '\x7f' => text.Append('\\').Append(Convert.ToString(letter, 8).PadLeft(3, '0')),
            >= (char)(StringLiteral.ByteEscape + 0x80) and <= (char)(StringLiteral.ByteEscape + 0xff) => AppendHighByte(text, letter),
            _ => text.Append(letter),
        };
    }

    /// <summary>A low surrogate is an escaped byte unless a high one is before it.</summary>
    private static StringBuilder AppendHighByte(StringBuilder text, char letter) =>
        char.IsHighSurrogate(text[^1]) ? text.Append(letter) : text.Append($"\\x{letter - StringLiteral.ByteEscape:x2}");
}

using System.Text;

namespace Sonde.Terminal;

/// <summary>Writes around characters that a terminal without Unicode cannot show.</summary>
public static class AsciiFallback
{
    /// <summary>The text in printable ASCII: signs become their usual stand-ins, all other characters escapes such as \u00e9. No-break spaces stay for
    /// <see cref="TextWrap"/> and are written as blanks.</summary>
    public static string Of(string text)
    {
        if (PrintableAscii.IsAll(text))
            return text;
        StringBuilder ascii = new(text.Length + 16);
        Span<char> escape = stackalloc char[16];
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is >= 0x20 and < 0x7F or TextWrap.NoBreakSpace)
                ascii.Append((char)rune.Value);
            else if (StandIn(rune) is { } standIn)
                ascii.Append(standIn);
            else
                ascii.Append(escape[..TextSanitizer.WriteEscape(rune, escape)]);
        }

        return ascii.ToString();
    }

    private static string? StandIn(Rune rune) => rune.Value switch
    {
        '…' => "...",
        '–' or '—' or '−' or '‐' or '‑' => "-",
        '·' or '•' => "-",
        'µ' or 'μ' => "u",
        '×' => "x",
        '≥' => ">=",
        '≤' => "<=",
        '≠' => "!=",
        '≈' => "~",
        '±' => "+-",
        '→' => "->",
        '←' => "<-",
        '‘' or '’' => "'",
        '“' or '”' => "\"",
        '°' => " deg ",
        '✓' => "+",
        '✗' => "x",
        _ => null,
    };
}

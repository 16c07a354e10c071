namespace Sonde.Tracing.Syntax;

/// <summary>
/// Numbers as scripts spell them: <c>10</c>, <c>0x1f</c>, <c>0123</c> (octal), <c>1_000</c>, <c>1e6</c>, each with a C suffix (<c>u l ul ll ull</c>, which
/// says nothing here) or a unit of time (<c>ns us ms s m h d</c>, which makes nanoseconds of it). Source: bpftrace's language manual, "Literals".
/// </summary>
public static class IntegerText
{
    /// <summary>Reads a whole text as one number; false with the reason in <paramref name="error"/> if it is none or does not fit into 64 bits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ulong value, out bool isDuration, out string? error)
    {
        isDuration = false;
        error = null;
        var isHex = text is ['0', 'x' or 'X', _, ..] && char.IsAsciiHexDigit(text[2]);
        int length;
        var fits = isHex ? TryReadDigits(text, 2, 16, out value, out length) : TryReadDecimal(text, out value, out length);
        if (length == 0 || text[length - 1] == '_')
            error = length == 0 ? "not a number" : "a number cannot end in an underscore";
        else if (!fits)
            error = "the number does not fit into 64 bits";
        else if (!TryApplySuffix(text[length..], ref value, out isDuration, out var known))
            error = known ? "the duration does not fit into 64 bits of nanoseconds" : $"'{text[length..]}' is no suffix of a number";
        return error is null;
    }

    private static bool TryReadDecimal(ReadOnlySpan<char> text, out ulong value, out int length)
    {
        var isOctal = text.Length > 1 && text[0] == '0' && char.IsAsciiDigit(text[1]);
        var fits = TryReadDigits(text, 0, isOctal ? 8u : 10u, out value, out length);
        if (isOctal || length == 0 || length + 1 >= text.Length || text[length] is not ('e' or 'E') || !char.IsAsciiDigit(text[length + 1]))
            return fits;

        fits &= TryReadDigits(text, length + 1, 10, out var exponent, out length);
        for (ulong count = 0; fits && value != 0 && count < exponent; count++)
        {
            fits = value <= ulong.MaxValue / 10;
            value *= fits ? 10u : 1u;
        }

        return fits;
    }

    private static bool TryReadDigits(ReadOnlySpan<char> text, int start, uint numberBase, out ulong value, out int length)
    {
        value = 0;
        var fits = true;
        for (length = start; length < text.Length; length++)
        {
            if (text[length] == '_' && length > start)
                continue;

            if (!char.IsAsciiHexDigit(text[length]))
                break;

            var digit = (uint)(char.IsAsciiDigit(text[length]) ? text[length] - '0' : (text[length] | 0x20) - 'a' + 10);
            if (digit >= numberBase)
                break;

            fits &= value <= (ulong.MaxValue - digit) / numberBase;
            value = unchecked((value * numberBase) + digit);
        }

        return fits;
    }

    private static bool TryApplySuffix(ReadOnlySpan<char> suffix, ref ulong value, out bool isDuration, out bool isKnown)
    {
        var factor = suffix switch
        {
            "ns" => 1UL,
            "us" => 1_000UL,
            "ms" => 1_000_000UL,
            "s" => 1_000_000_000UL,
            "m" => 60_000_000_000UL,
            "h" => 3_600_000_000_000UL,
            "d" => 86_400_000_000_000UL,
            _ => 0UL,
        };
        isDuration = factor != 0;
        isKnown = isDuration || IsIntegerSuffix(suffix);
        if (!isDuration)
            return isKnown;

        var fits = value <= ulong.MaxValue / factor;
        value = unchecked(value * factor);
        return fits;
    }

    private static bool IsIntegerSuffix(ReadOnlySpan<char> suffix)
    {
        Span<char> lower = stackalloc char[3];
        return suffix.Length <= 3 && suffix.ToLowerInvariant(lower) == suffix.Length
            && lower[..suffix.Length] is "" or "u" or "l" or "ul" or "lu" or "ll" or "ull" or "llu";
    }
}

using System.Text;

namespace Sonde.Symbols.Demangling.Rust;

/// <summary>Decodes identifiers with letters beyond ASCII (RFC 3492, with "_" for "-").</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int Least = 1;
    private const int Most = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int FirstBias = 72;
    private const int FirstCodePoint = 128;
    private const int LargestCodePoint = 0x10ffff;

    /// <summary>The text; null where it is no such text.</summary>
    internal static string? Decode(string text)
    {
        int split = text.LastIndexOf('_');
        List<int> letters = [.. text[..Math.Max(split, 0)].Select(letter => (int)letter)];
        (long point, long index, int bias) = (FirstCodePoint, 0, FirstBias);
        int at = split + 1;
        while (at < text.Length)
        {
            long before = index;
            long weight = 1;
            for (int k = Base; ; k += Base)
            {
                int digit = at < text.Length ? Digit(text[at++]) : -1;
                if (digit < 0)
                    return null;
                index += digit * weight;
                int threshold = Math.Clamp(k - bias, Least, Most);
                if (digit < threshold)
                    break;
                weight *= Base - threshold;
                if (index > int.MaxValue || weight > int.MaxValue)
                    return null;
            }

            bias = Adapt(index - before, letters.Count + 1, before == 0);
            point += index / (letters.Count + 1);
            index %= letters.Count + 1;
            if (point > LargestCodePoint || !Rune.IsValid((int)point))
                return null;
            letters.Insert((int)index++, (int)point);
        }

        StringBuilder decoded = new();
        foreach (int letter in letters)
            decoded.Append(new Rune(letter).ToString());
        return decoded.ToString();
    }

    private static int Digit(char letter) => letter is >= 'a' and <= 'z' ? letter - 'a' : letter is >= '0' and <= '9' ? letter - '0' + 26 : -1;

    private static int Adapt(long delta, int count, bool isFirst)
    {
        delta /= isFirst ? Damp : 2;
        delta += delta / count;
        int k = 0;
        for (; delta > (Base - Least) * Most / 2; k += Base)
            delta /= Base - Least;
        return (int)(k + (Base - Least + 1) * delta / (delta + Skew));
    }
}

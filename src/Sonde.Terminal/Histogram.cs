namespace Sonde.Terminal;

/// <summary>Power-of-two histograms in the layout that users know from BCC's tools.</summary>
public static class Histogram
{
    private const int MostStars = 40;

    // From here on the limits of a bucket need more than ten digits.
    private const int LastNarrowBucket = 32;

    /// <summary>Writes one line a bucket, from the first to the last that counts anything.</summary>
    /// <param name="lines">Where the lines go.</param>
    /// <param name="unit">What the values are, such as usecs; stands in the heading.</param>
    /// <param name="counts">Counts by bucket: bucket n holds the values from 2^(n-1) to 2^n - 1, bucket 0 the zeros; at most 65 buckets.</param>
    /// <param name="skipsLeadingEmpty">True to begin at the first bucket that counts anything, as newer tools do.</param>
    public static void WriteLog2(Utf8LineBuilder lines, string unit, ReadOnlySpan<ulong> counts, bool skipsLeadingEmpty = false)
    {
        int last = counts.LastIndexOfAnyExcept(0UL);
        if (last < 0)
            return;
        ulong largest = 0;
        foreach (ulong count in counts)
            largest = Math.Max(largest, count);
        bool isNarrow = last <= LastNarrowBucket;
        int digits = isNarrow ? 10 : 20;
        int stars = isNarrow ? MostStars : MostStars / 2;
        lines.AppendSpaces(isNarrow ? 5 : 15).AppendPadded(unit, isNarrow ? 19 : 29).AppendRaw(" : count     distribution\n"u8);

        // Zeros and ones share the first line, "0 -> 1".
        ulong first = counts[0] + (counts.Length > 1 ? counts[1] : 0);
        largest = Math.Max(largest, first);
        for (int bucket = 1; bucket <= Math.Max(last, 1); bucket++)
        {
            ulong count = bucket == 1 ? first : counts[bucket];
            if (skipsLeadingEmpty && count == 0)
                continue;
            skipsLeadingEmpty = false;
            ulong low = bucket == 1 ? 0 : 1UL << (bucket - 1);
            ulong high = bucket == 64 ? ulong.MaxValue : (1UL << bucket) - 1;
            WriteLine(lines, low, high, count, digits);
            WriteStars(lines, count, largest, stars);
        }
    }

    private static void WriteLine(Utf8LineBuilder lines, ulong low, ulong high, ulong count, int digits)
    {
        lines.AppendNumber(low, digits).AppendRaw(" -> "u8);
        int start = lines.Length;
        lines.AppendNumber(high).AppendSpaces(digits - (lines.Length - start)).AppendRaw(" : "u8);
        start = lines.Length;
        lines.AppendNumber(count).AppendSpaces(8 - (lines.Length - start)).AppendRaw(" |"u8);
    }

    private static void WriteStars(Utf8LineBuilder lines, ulong count, ulong largest, int width)
    {
        int stars = (int)((UInt128)count * (uint)width / largest);
        for (int i = 0; i < stars; i++)
            lines.AppendRaw("*"u8);
        lines.AppendSpaces(width - stars).AppendRaw("|\n"u8);
    }
}

using System.Buffers;

namespace Sonde.Terminal;

/// <summary>Breaks paragraphs into lines at blanks; a word longer than a line is cut where the line ends.</summary>
public static class TextWrap
{
    /// <summary>A blank that no line is broken at; written as an ordinary one.</summary>
    public const char NoBreakSpace = '\u00a0';

    // A figure and its unit stay together, since "98.2" at a line's end misleads.
    private static readonly string[] Units =
        ["%", "s", "ms", "µs", "us", "ns", "min", "h", "B", "KiB", "MiB", "GiB", "TiB", "B/s", "KiB/s", "MiB/s", "GiB/s", "/s", "Hz", "MHz", "GHz", "CPU", "CPUs"];

    private static readonly SearchValues<char> UnitEnds = SearchValues.Create(" ,.;:)");

    /// <summary>Breaks <paramref name="text"/> into lines of at most <paramref name="width"/> cells (at least one line, even of nothing).</summary>
    /// <param name="text">The paragraph.</param>
    /// <param name="width">Cells of a line.</param>
    /// <param name="firstWidth">Cells of the first line, where it has more or less room than the others.</param>
    public static IReadOnlyList<StyledText> Wrap(StyledText text, int width, int? firstWidth = null)
    {
        int room = Math.Max(firstWidth ?? width, 1);
        width = Math.Max(width, 1);
        List<StyledText> lines = [];
        StyledText line = StyledText.Empty;
        int lineWidth = 0;
        foreach (StyledText found in Words(text))
        {
            StyledText word = found;
            int wordWidth = word.Width;
            if (lineWidth > 0 && lineWidth + 1 + wordWidth <= room)
            {
                line += BlankAfter(line) + word;
                lineWidth += 1 + wordWidth;
                continue;
            }

            if (lineWidth > 0)
                Break(line);
            while (wordWidth > room)
            {
                (StyledText head, StyledText tail) = word.Split(room);
                if (head.IsEmpty)
                    (head, tail) = word.Split(2);
                Break(head);
                word = tail;
                wordWidth = word.Width;
            }

            line = word;
            lineWidth = wordWidth;
        }

        if (lineWidth > 0 || lines.Count == 0)
            lines.Add(line);
        return lines;

        void Break(StyledText full)
        {
            lines.Add(full);
            room = width;
        }
    }

    private static StyledText BlankAfter(StyledText line) => new(" ", line.Spans[^1].Style with { IsUnderlined = false });

    private static IEnumerable<StyledText> Words(StyledText text)
    {
        StyledText word = StyledText.Empty;
        foreach (StyledSpan span in text.Spans)
        {
            int start = 0;
            for (int i = 0; i <= span.Text.Length; i++)
            {
                bool atEnd = i == span.Text.Length;
                if (!atEnd && (span.Text[i] != ' ' || KeepsTogether(span.Text, i)))
                    continue;
                if (i > start)
                    word += new StyledText(span.Text[start..i], span.Style);
                start = i + 1;
                if (atEnd || word.IsEmpty)
                    continue;
                yield return word;
                word = StyledText.Empty;
            }
        }

        if (!word.IsEmpty)
            yield return word;
    }

    private static bool KeepsTogether(string text, int blank)
    {
        if (blank == 0 || !char.IsAsciiDigit(text[blank - 1]))
            return false;
        ReadOnlySpan<char> rest = text.AsSpan(blank + 1);
        int end = rest.IndexOfAny(UnitEnds);
        ReadOnlySpan<char> unit = end < 0 ? rest : rest[..end];
        foreach (string known in Units)
        {
            if (unit.SequenceEqual(known))
                return true;
        }

        return false;
    }
}

using System.Text;

namespace Sonde.Terminal;

/// <summary>
/// One line or paragraph of text in several styles. Whatever goes in is made safe at once (see <see cref="TextSanitizer"/>), so layout and output
/// never meet a control character.
/// </summary>
public sealed class StyledText
{
    /// <summary>No text.</summary>
    public static readonly StyledText Empty = new([]);

    private readonly StyledSpan[] _spans;

    private StyledText(StyledSpan[] spans) => _spans = spans;

    /// <summary>Text in one style, made safe.</summary>
    public StyledText(string text, Style style = default) => _spans = text.Length == 0 ? [] : [new StyledSpan(TextSanitizer.Clean(text), style)];

    /// <summary>The pieces, in order; none is empty.</summary>
    public IReadOnlyList<StyledSpan> Spans => _spans;

    /// <summary>True where there is no text.</summary>
    public bool IsEmpty => _spans.Length == 0;

    /// <summary>Cells on a terminal.</summary>
    public int Width => _spans.Sum(span => DisplayWidth.Of(span.Text));

    /// <summary>The text without its styles.</summary>
    public string Text => string.Concat(_spans.Select(span => span.Text));

    /// <summary>Plain text, made safe.</summary>
    public static implicit operator StyledText(string text) => new(text);

    /// <summary>One after the other.</summary>
    public static StyledText operator +(StyledText left, StyledText right)
    {
        if (left.IsEmpty || right.IsEmpty)
            return left.IsEmpty ? right : left;
        StyledSpan last = left._spans[^1];
        StyledSpan next = right._spans[0];
        return last.Style != next.Style
            ? new([.. left._spans, .. right._spans])
            : new([.. left._spans[..^1], last with { Text = last.Text + next.Text }, .. right._spans[1..]]);
    }

    /// <summary>Puts <paramref name="separator"/> between the parts.</summary>
    public static StyledText Join(StyledText separator, IEnumerable<StyledText> parts)
    {
        StyledText joined = Empty;
        foreach (StyledText part in parts)
            joined = joined.IsEmpty ? part : joined + separator + part;
        return joined;
    }

    /// <summary>The same text as <paramref name="profile"/> can show it: where only ASCII can be shown, letters and signs are written around.</summary>
    public StyledText For(TerminalProfile profile)
    {
        if (profile.UsesUnicode || _spans.All(span => PrintableAscii.IsAll(span.Text)))
            return this;
        return new([.. _spans.Select(span => span with { Text = AsciiFallback.Of(span.Text) })]);
    }

    /// <summary>The text cut to <paramref name="columns"/> cells, ending in an ellipsis where something was cut.</summary>
    public StyledText Cut(int columns, string ellipsis = TextSanitizer.Ellipsis)
    {
        if (Width <= columns)
            return this;
        int mark = DisplayWidth.Of(ellipsis);
        StyledText head = Split(Math.Max(columns - mark, 0)).Head;
        Style style = head.IsEmpty ? _spans[0].Style : head._spans[^1].Style;
        return columns < mark ? head : head + new StyledText(ellipsis, style);
    }

    /// <summary>The text cut to <paramref name="columns"/> cells in its middle, since the end of a path tells more than its middle.</summary>
    public StyledText CutMiddle(int columns, string ellipsis = TextSanitizer.Ellipsis)
    {
        int width = Width;
        int mark = DisplayWidth.Of(ellipsis);
        if (width <= columns || columns < mark + 6)
            return Cut(columns, ellipsis);
        StyledText head = Split((columns - mark) / 3).Head;
        int end = columns - mark - head.Width;
        StyledText tail = Split(width - end).Tail;
        if (tail.Width > end)
            tail = Split(width - end + 1).Tail;
        return head + new StyledText(ellipsis, head._spans[^1].Style) + tail;
    }

    /// <summary>The first <paramref name="columns"/> cells and the rest; a wide character that does not fit goes to the rest.</summary>
    public (StyledText Head, StyledText Tail) Split(int columns)
    {
        int used = 0;
        for (int i = 0; i < _spans.Length; i++)
        {
            int length = 0;
            foreach (Rune rune in _spans[i].Text.EnumerateRunes())
            {
                int width = DisplayWidth.Of(rune);
                if (used + width > columns)
                    return (From(0, i, 0, length), From(i, _spans.Length, length, int.MaxValue));
                used += width;
                length += rune.Utf16SequenceLength;
            }
        }

        return (this, Empty);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    // Either the spans before the split with the head of the split one, or the tail of the split one with the spans after.
    private StyledText From(int first, int end, int start, int length)
    {
        List<StyledSpan> spans = [];
        bool isHead = length != int.MaxValue;
        for (int i = first; i < end; i++)
            spans.Add(i == first && !isHead ? _spans[i] with { Text = _spans[i].Text[start..] } : _spans[i]);
        if (isHead && length > 0)
            spans.Add(_spans[end] with { Text = _spans[end].Text[..length] });
        spans.RemoveAll(span => span.Text.Length == 0);
        return new([.. spans]);
    }
}

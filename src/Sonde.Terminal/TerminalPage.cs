namespace Sonde.Terminal;

/// <summary>Lays out text for one reader: knows the width, the colours and the characters that may be used, and collects lines until they are sent off.</summary>
public sealed class TerminalPage
{
    private const int LongestTextLine = 100;

    private readonly Utf8LineBuilder _lines = new();

    /// <summary>Starts an empty page for <paramref name="profile"/>.</summary>
    public TerminalPage(TerminalProfile profile) => Profile = profile;

    /// <summary>What may be used.</summary>
    public TerminalProfile Profile { get; }

    /// <summary>Columns to lay out for.</summary>
    public int Width => Profile.Width;

    /// <summary>Columns for running text: longer lines than this are hard to follow.</summary>
    public int TextWidth => Math.Min(Width, LongestTextLine);

    /// <summary>What was written so far, as UTF-8.</summary>
    public ReadOnlySpan<byte> Written => _lines.Written;

    /// <summary>Writes one line as it is, however long; for commands that are copied.</summary>
    public void WriteLine(StyledText text, int indent = 0)
    {
        StyledText shown = text.For(Profile);
        if (!shown.IsEmpty)
        {
            _lines.AppendSpaces(indent);
            WriteSpans(shown);
        }

        _lines.NewLine();
    }

    /// <summary>Writes an empty line.</summary>
    public void WriteLine() => _lines.NewLine();

    /// <summary>Writes one line, cut with an ellipsis where it is too long.</summary>
    public void WriteCut(StyledText text, int indent = 0) =>
        WriteLine(text.For(Profile).Cut(Math.Max(Width - indent, 1), Profile.UsesUnicode ? TextSanitizer.Ellipsis : "..."), indent);

    /// <summary>Writes a paragraph, broken at blanks.</summary>
    /// <param name="text">The paragraph.</param>
    /// <param name="indent">Blanks before its first line.</param>
    /// <param name="hanging">Blanks before its other lines.</param>
    /// <param name="lead">What stands before the first line, inside the hanging indent: a number, a mark, a label.</param>
    public void WriteWrapped(StyledText text, int indent, int? hanging = null, StyledText? lead = null)
    {
        StyledText mark = (lead ?? StyledText.Empty).For(Profile);
        int rest = hanging ?? indent;
        int first = mark.IsEmpty ? indent : Math.Max(rest, indent + mark.Width);
        IReadOnlyList<StyledText> lines = TextWrap.Wrap(text.For(Profile), TextWidth - rest, TextWidth - first);
        WriteLine(mark + new string(' ', first - indent - mark.Width) + lines[0], indent);
        for (int i = 1; i < lines.Count; i++)
            WriteLine(lines[i], rest);
    }

    /// <summary>Writes a table.</summary>
    public void Write(Table table, int indent = 0)
    {
        foreach (StyledText line in table.Layout(Profile, Width - indent))
            WriteLine(line, indent);
    }

    /// <summary>Sends everything to <paramref name="stream"/> and starts anew.</summary>
    public void FlushTo(Stream stream) => _lines.FlushTo(stream);

    /// <inheritdoc/>
    public override string ToString() => _lines.ToString();

    // Blanks at a line's end are noise in tickets and diffs, so they are left out.
    private void WriteSpans(StyledText text)
    {
        IReadOnlyList<StyledSpan> spans = text.Spans;
        int last = spans.Count - 1;
        while (last >= 0 && string.IsNullOrWhiteSpace(spans[last].Text))
            last--;
        for (int i = 0; i <= last; i++)
        {
            string shown = spans[i].Text.Replace(TextWrap.NoBreakSpace, ' ');
            if (i == last)
                shown = shown.TrimEnd(' ');
            bool isStyled = Profile.UsesColor && spans[i].Style != Style.Plain;
            if (isStyled)
                spans[i].Style.TurnOn(_lines);
            _lines.Append(shown);
            if (isStyled)
                Style.TurnOff(_lines);
        }
    }
}

namespace Sonde.Terminal;

/// <summary>
/// Rows in columns, set apart by blanks alone. Where the terminal is too narrow, columns shrink to their smallest width, and then those that matter least
/// are left out.
/// </summary>
public sealed class Table
{
    private const int Gap = 2;

    private readonly TableColumn[] _columns;
    private readonly List<StyledText[]> _rows = [];

    /// <summary>A table of these columns, without rows yet.</summary>
    public Table(params TableColumn[] columns) => _columns = columns;

    /// <summary>How many rows there are.</summary>
    public int RowCount => _rows.Count;

    /// <summary>Adds a row; cells that are missing at its end are empty.</summary>
    public void Add(params StyledText[] cells)
    {
        if (cells.Length > _columns.Length)
            throw new ArgumentException($"{cells.Length} cells for {_columns.Length} columns", nameof(cells));
        StyledText[] row = new StyledText[_columns.Length];
        Array.Fill(row, StyledText.Empty);
        cells.CopyTo(row, 0);
        _rows.Add(row);
    }

    /// <summary>The lines of the table, heading first, none wider than <paramref name="width"/> as far as the smallest widths allow.</summary>
    public IReadOnlyList<StyledText> Layout(TerminalProfile profile, int width)
    {
        StyledText[] headers = [.. _columns.Select(column => new StyledText(column.Header, column.HeaderStyle).For(profile))];
        StyledText[][] rows = [.. _rows.Select(row => row.Select(cell => cell.For(profile)).ToArray())];
        int[] natural = NaturalWidths(headers, rows);
        bool[] isShown = [.. natural.Select(cells => cells > 0)];
        int[] widths = Fit(natural, isShown, width);
        List<StyledText> lines = [];
        string ellipsis = profile.UsesUnicode ? TextSanitizer.Ellipsis : "...";
        if (headers.Any(header => !header.IsEmpty))
            LayoutRow(headers, widths, isShown, ellipsis, lines);
        foreach (StyledText[] row in rows)
            LayoutRow(row, widths, isShown, ellipsis, lines);
        return lines;
    }

    private int[] NaturalWidths(StyledText[] headers, StyledText[][] rows)
    {
        int[] widths = new int[_columns.Length];
        for (int i = 0; i < widths.Length; i++)
        {
            int content = rows.Length == 0 ? 0 : rows.Max(row => row[i].Width);
            widths[i] = content == 0 && rows.Length > 0 ? 0 : Math.Min(Math.Max(content, headers[i].Width), _columns[i].MaxWidth);
        }

        return widths;
    }

    private int[] Fit(int[] natural, bool[] isShown, int width)
    {
        while (true)
        {
            int[] widths = [.. natural];
            int excess = Total(widths, isShown) - width;
            while (excess > 0 && Widest(widths, isShown) is var widest and >= 0)
            {
                widths[widest]--;
                excess--;
            }

            int drop = excess > 0 ? LeastImportant(isShown) : -1;
            if (drop < 0)
                return widths;
            isShown[drop] = false;
        }
    }

    private static int Total(int[] widths, bool[] isShown)
    {
        int total = -Gap;
        for (int i = 0; i < widths.Length; i++)
            total += isShown[i] ? widths[i] + Gap : 0;
        return total;
    }

    private int Widest(int[] widths, bool[] isShown)
    {
        int widest = -1;
        for (int i = 0; i < widths.Length; i++)
        {
            if (isShown[i] && widths[i] > _columns[i].MinWidth && (widest < 0 || widths[i] > widths[widest]))
                widest = i;
        }

        return widest;
    }

    private int LeastImportant(bool[] isShown)
    {
        int least = -1;
        for (int i = 0; i < isShown.Length; i++)
        {
            if (isShown[i] && _columns[i].DropOrder > 0 && (least < 0 || _columns[i].DropOrder > _columns[least].DropOrder))
                least = i;
        }

        return least;
    }

    private void LayoutRow(StyledText[] row, int[] widths, bool[] isShown, string ellipsis, List<StyledText> lines)
    {
        IReadOnlyList<StyledText>[] cells = new IReadOnlyList<StyledText>[row.Length];
        int height = 1;
        for (int i = 0; i < row.Length; i++)
        {
            if (!isShown[i])
                continue;
            cells[i] = _columns[i] switch
            {
                { Wraps: true } => TextWrap.Wrap(row[i], widths[i]),
                { KeepsEnd: true } => [row[i].CutMiddle(widths[i], ellipsis)],
                _ => [row[i].Cut(widths[i], ellipsis)],
            };
            height = Math.Max(height, cells[i].Count);
        }

        for (int line = 0; line < height; line++)
        {
            StyledText text = StyledText.Empty;
            int column = 0;
            for (int i = 0; i < row.Length; i++)
            {
                if (!isShown[i])
                    continue;
                StyledText cell = line < cells[i].Count ? cells[i][line] : StyledText.Empty;
                int start = column + (_columns[i].IsRightAligned ? widths[i] - cell.Width : 0);
                if (!cell.IsEmpty)
                    text += new string(' ', start - text.Width) + cell;
                column += widths[i] + Gap;
            }

            lines.Add(text);
        }
    }
}

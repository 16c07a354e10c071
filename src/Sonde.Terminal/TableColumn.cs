namespace Sonde.Terminal;

/// <summary>One column of a <see cref="Table"/>.</summary>
/// <param name="Header">Its heading; a table whose headings are all empty has no heading line.</param>
public sealed record TableColumn(string Header)
{
    /// <summary>True for figures, which line up at their right end.</summary>
    public bool IsRightAligned { get; init; }

    /// <summary>The fewest cells that it may shrink to; 0 lets it shrink to nothing useful, so give names about 10.</summary>
    public int MinWidth { get; init; } = int.MaxValue;

    /// <summary>The most cells that it takes, however wide the terminal.</summary>
    public int MaxWidth { get; init; } = int.MaxValue;

    /// <summary>Which columns go first where the terminal is too narrow: the highest number; 0 stays always.</summary>
    public int DropOrder { get; init; }

    /// <summary>True where text that does not fit continues on the next line; else it is cut.</summary>
    public bool Wraps { get; init; }

    /// <summary>True where text that does not fit loses its middle, as paths should, instead of its end.</summary>
    public bool KeepsEnd { get; init; }

    /// <summary>How the heading looks.</summary>
    public Style HeaderStyle { get; init; } = Style.Dim;
}

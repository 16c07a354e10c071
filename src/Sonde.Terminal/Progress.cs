namespace Sonde.Terminal;

/// <summary>
/// One line that tells a waiting person how far a measurement is, redrawn in place and wiped when done. Silent unless it goes to a terminal and the work
/// takes longer than <see cref="ShortestShown"/>; give it standard error, so that results stay clean.
/// </summary>
public sealed class Progress : IDisposable
{
    /// <summary>Work shorter than this shows no progress.</summary>
    public static readonly TimeSpan ShortestShown = TimeSpan.FromSeconds(2);

    private const int BarCells = 20;

    // Often enough to look alive, seldom enough to cost nothing.
    private static readonly TimeSpan BetweenDraws = TimeSpan.FromMilliseconds(250);

    private readonly Stream _stream;
    private readonly TerminalProfile _profile;
    private readonly TimeSpan _expected;
    private readonly Utf8LineBuilder _line = new(256);
    private TimeSpan _nextDraw;
    private bool _isDrawn;

    /// <summary>Starts for work that is expected to take <paramref name="expected"/>.</summary>
    public Progress(Stream stream, TerminalProfile profile, TimeSpan expected)
    {
        _stream = stream;
        _profile = profile;
        _expected = expected;
    }

    /// <summary>Draws the line after <paramref name="elapsed"/>, with what is being done.</summary>
    public void Update(TimeSpan elapsed, string activity)
    {
        if (!_profile.IsTerminal || _expected < ShortestShown || elapsed < _nextDraw)
            return;
        _nextDraw = elapsed + BetweenDraws;
        StyledText bar = Bar.Draw(elapsed / _expected, BarCells, _profile, new Style(TerminalColor.Cyan));
        double remaining = Math.Max((_expected - elapsed).TotalSeconds, 0);
        StyledText text = bar + $" {Math.Ceiling(remaining):0} s  " + new StyledText(activity, Style.Dim);

        // The last column stays free: some terminals wrap as soon as it is written.
        StyledText shown = text.For(_profile).Cut(_profile.Width - 1, _profile.UsesUnicode ? TextSanitizer.Ellipsis : "...");
        _line.AppendRaw("\r"u8);
        foreach (StyledSpan span in shown.Spans)
        {
            bool isStyled = _profile.UsesColor && span.Style != Style.Plain;
            if (isStyled)
                span.Style.TurnOn(_line);
            _line.Append(span.Text);
            if (isStyled)
                Style.TurnOff(_line);
        }

        Erase(_profile.Width - 1 - shown.Width);
        _line.FlushTo(_stream);
        _isDrawn = true;
    }

    /// <summary>Wipes the line, so that the next output starts where it stood.</summary>
    public void Dispose()
    {
        if (!_isDrawn)
            return;
        _line.AppendRaw("\r"u8);
        Erase(_profile.Width - 1);
        _line.AppendRaw("\r"u8);
        _line.FlushTo(_stream);
        _isDrawn = false;
    }

    // A terminal without escape sequences is wiped with blanks.
    private void Erase(int cells)
    {
        if (_profile.UsesColor)
            _line.AppendRaw("\e[K"u8);
        else
            _line.AppendSpaces(cells);
    }
}

namespace Sonde.Terminal;

/// <summary>A share drawn as a bar of fixed length.</summary>
public static class Bar
{
    // Left one-eighth to seven-eighths blocks. Source: Unicode, Block Elements.
    private const string Eighths = "▏▎▍▌▋▊▉";

    /// <summary>Draws <paramref name="share"/> (0 to 1; outside is cut off) in <paramref name="cells"/> cells. A share above 0 always shows, and only a full one fills the bar.</summary>
    public static StyledText Draw(double share, int cells, TerminalProfile profile, Style style = default)
    {
        double filled = double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1) * cells;
        (string ink, int used) = profile.UsesUnicode ? Blocks(filled, cells) : Signs(filled, cells);
        return new StyledText(ink, style) + new StyledText(new string(profile.UsesUnicode ? '·' : '.', cells - used), Style.Dim);
    }

    private static (string Ink, int Used) Blocks(double filled, int cells)
    {
        int eighths = (int)(filled * 8);
        if (eighths == 0 && filled > 0)
            eighths = 1;
        int whole = Math.Min(eighths / 8, cells);
        int part = eighths % 8;
        string ink = new string('█', whole) + (part > 0 ? Eighths[part - 1].ToString() : "");
        return (ink, ink.Length);
    }

    private static (string Ink, int Used) Signs(double filled, int cells)
    {
        int whole = filled >= cells ? cells : Math.Min((int)Math.Round(filled), cells - 1);
        if (whole == 0 && filled > 0)
            whole = 1;
        return (new string('#', whole), whole);
    }
}

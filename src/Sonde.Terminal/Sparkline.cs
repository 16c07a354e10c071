namespace Sonde.Terminal;

/// <summary>A row of values drawn in one line, one cell a value.</summary>
public static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const string Signs = "_.-=+*#@";

    /// <summary>Draws <paramref name="values"/> from 0 to <paramref name="maximum"/>; a value that is missing (NaN) is a blank.</summary>
    public static string Draw(ReadOnlySpan<double> values, double maximum, TerminalProfile profile)
    {
        string levels = profile.UsesUnicode ? Blocks : Signs;
        char[] cells = new char[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double share = maximum > 0 ? Math.Clamp(values[i] / maximum, 0, 1) : 0;
            cells[i] = double.IsNaN(values[i]) ? ' ' : levels[(int)Math.Round(share * (levels.Length - 1))];
        }

        return new string(cells);
    }
}

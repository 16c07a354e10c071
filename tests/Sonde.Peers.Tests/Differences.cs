using System.Globalization;

namespace Sonde.Peers.Tests;

/// <summary>What two tools say differently of the same thing.</summary>
internal sealed class Differences
{
    private readonly List<string> _found = [];

    /// <summary>The differences, one a line.</summary>
    public IReadOnlyList<string> Found => _found;

    /// <summary>How many values were compared: a comparison of nothing proves nothing.</summary>
    public int Compared { get; private set; }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _found.Clear();
        Compared = 0;
    }

    /// <summary>Compares the columns that are in both rows.</summary>
    /// <param name="what">Which row it is.</param>
    /// <param name="sonde">Sonde's cells by heading.</param>
    /// <param name="tool">The tool's cells by heading.</param>
    /// <param name="columns">The headings to compare.</param>
    /// <param name="absolute">How far apart two values may always be.</param>
    /// <param name="relative">How far apart they may be besides, as a part of the larger one.</param>
    public void Compare(string what, IReadOnlyDictionary<string, string> sonde, IReadOnlyDictionary<string, string> tool, string[] columns, double absolute, double relative = 0)
    {
        foreach (string column in columns.Where(tool.ContainsKey))
        {
            if (!sonde.TryGetValue(column, out string? text))
                _found.Add($"{what} {column}: sonde lacks the column");
            // Where nothing was measured sonde shows a dash, and the tools 0.
            else if (text != "-")
                CompareNumbers($"{what} {column}", Parse(text), Parse(tool[column]), absolute, relative);
        }
    }

    /// <summary>Compares two texts, which must be equal.</summary>
    public void Compare(string what, string sonde, string tool)
    {
        Compared++;
        if (!string.Equals(sonde, tool, StringComparison.Ordinal))
            _found.Add($"{what}: sonde {sonde}, tool {tool}");
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private void CompareNumbers(string what, double sonde, double tool, double absolute, double relative)
    {
        Compared++;
        if (!(Math.Abs(sonde - tool) <= absolute + (relative * Math.Max(sonde, tool))))
            _found.Add(FormattableString.Invariant($"{what}: sonde {sonde}, tool {tool}"));
    }
}

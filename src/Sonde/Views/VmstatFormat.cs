namespace Sonde.Views;

/// <summary>How vmstat shows its figures.</summary>
/// <param name="BytesPerUnit">1024 for KiB (-S K).</param>
/// <param name="UnitLetter">The unit's letter as -S has it.</param>
/// <param name="ShowsActive">True for inactive and active memory instead of buffers and cache (-a).</param>
/// <param name="IsWide">True for wide columns (-w).</param>
/// <param name="ShowsTime">True for the time of each line (-t).</param>
/// <param name="HasOneHeading">True for headings only at the beginning (-n).</param>
/// <param name="SkipsFirst">True to leave the line since boot out (-y).</param>
internal sealed record VmstatFormat(double BytesPerUnit, char UnitLetter, bool ShowsActive, bool IsWide, bool ShowsTime, bool HasOneHeading, bool SkipsFirst)
{
    private const int SmallestHeight = 22;
    private const int UnknownHeight = 21;
    private const int RowsOfHeading = 3;
    private const double BytesPerKibibyte = 1024;

    /// <summary>How many lines vmstat puts between headings: a screenful, also where the output is no terminal.</summary>
    public int LinesPerHeading(int terminalRows)
    {
        if (HasOneHeading)
            return int.MaxValue;
        if (terminalRows <= 0)
            return UnknownHeight;
        return terminalRows > RowsOfHeading ? terminalRows - RowsOfHeading : SmallestHeight;
    }

    /// <summary>KiB in the user's unit, cut as procps cuts it.</summary>
    public double Scale(double kibibytes) => Math.Floor(kibibytes * BytesPerKibibyte / BytesPerUnit);
}

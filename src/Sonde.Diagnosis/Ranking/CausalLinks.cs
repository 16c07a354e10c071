using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Ranking;

/// <summary>
/// Which fault explains which: the table that turns a list of findings into a story. Each area's file holds the rows whose symptom is of that area, the
/// general condition explained by the particular one, and a consequence by the hardware, limit or demand behind it. The table has no cycle.
/// </summary>
public static partial class CausalLinks
{
    /// <summary>Every link.</summary>
    public static IReadOnlyList<CausalLink> All { get; } = [.. Cpu, .. Memory, .. Storage, .. Network, .. Tasks];

    /// <summary>True where <paramref name="cause"/> explains <paramref name="symptom"/>.</summary>
    public static bool Explains(Finding cause, Finding symptom)
    {
        foreach (CausalLink link in All)
        {
            if (link.Explains(cause, symptom))
                return true;
        }

        return false;
    }
}

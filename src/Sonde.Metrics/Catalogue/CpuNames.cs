namespace Sonde.Metrics.Catalogue;

/// <summary>CPU numbers as text, made once, so that a view does not make them again at each sample.</summary>
internal static class CpuNames
{
    private static string[] s_names = [];

    /// <summary>The decimal text of <paramref name="cpu"/>.</summary>
    public static string Of(int cpu)
    {
        string[] names = s_names;
        if (cpu < names.Length)
            return names[cpu];
        string[] longer = new string[Math.Max(cpu + 1, names.Length * 2)];
        for (int i = 0; i < longer.Length; i++)
            longer[i] = i < names.Length ? names[i] : i.ToString();
        s_names = longer;
        return longer[cpu];
    }
}

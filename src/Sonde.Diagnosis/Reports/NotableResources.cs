namespace Sonde.Diagnosis.Reports;

/// <summary>The rows of the USE table that a short report shows. It sorts the table and judges nothing; that is what findings are for.</summary>
public static class NotableResources
{
    private const int Most = 8;
    private const int Fewest = 4;

    // A full resource is worth a look though nobody waits for it yet.
    private const double BusyPercent = 80;

    // Half a task, a request or a percent of stall: less is the noise of any machine.
    private const double SomeSaturation = 0.5;

    // A CPU whose use is this close to that of all together tells nothing new.
    private const double SameUsePercent = 20;

    /// <summary>The rows with errors, then the saturated, then the busiest, four to eight of them; CPUs one by one only where they differ from all together.</summary>
    public static IReadOnlyList<ResourceRow> Of(IReadOnlyList<ResourceRow> rows)
    {
        double? cpu = rows.FirstOrDefault(row => row.Resource == "cpu")?.Utilization.Value;
        List<ResourceRow> candidates = [.. rows.Where(row => row.Utilization.Available || row.Saturation.Available || HasErrors(row))];
        candidates.RemoveAll(row => row.Resource.StartsWith("cpu/", StringComparison.Ordinal)
            && cpu is { } all && row.Utilization.Value is { } one && Math.Abs(one - all) < SameUsePercent);
        ResourceRow[] ordered =
        [
            .. candidates.OrderByDescending(HasErrors).ThenByDescending(IsSaturated).ThenByDescending(row => row.Utilization.Value ?? -1),
        ];
        int notable = ordered.Count(row => HasErrors(row) || IsSaturated(row) || row.Utilization.Value >= BusyPercent);
        return ordered[..Math.Min(Math.Clamp(notable, Fewest, Most), ordered.Length)];
    }

    /// <summary>True where it counted any error.</summary>
    public static bool HasErrors(ResourceRow row) => row.Errors.Value > 0;

    /// <summary>True where more than noise waits for it.</summary>
    public static bool IsSaturated(ResourceRow row) => row.Saturation.Value >= SomeSaturation;
}

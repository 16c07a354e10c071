using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;

namespace Sonde.Diagnosis.Rules;

/// <summary>What a claim rests on.</summary>
internal static class Proof
{
    /// <summary>Those of the values that were measured.</summary>
    public static IReadOnlyList<Evidence> Of(params ReadOnlySpan<Evidence> values)
    {
        List<Evidence> known = [];
        foreach (Evidence value in values)
        {
            if (double.IsFinite(value.Value))
                known.Add(value);
        }

        return known;
    }

    /// <summary>
    /// True where <paramref name="series"/> was at or above <paramref name="threshold"/> in most of the samples; with fewer samples than a majority needs,
    /// where its mean was.
    /// </summary>
    public static bool Sustained(Series series, double threshold) => series.Count >= Thresholds.Window.MinimumSamples
        ? series.PercentAtLeast(threshold) >= Thresholds.Window.SustainedPercent
        : series.Mean >= threshold;

    /// <summary>True where a message is news: inside the window or shortly before it.</summary>
    public static bool IsRecent(Observation observation, KernelEvent message) =>
        message.IsInWindow || (observation.Last.SinceBoot - message.At).TotalSeconds <= Thresholds.Window.KernelLogRecentSeconds;
}

using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Proc;

namespace Sonde.Diagnosis.Use;

/// <summary>Makes the cells of the table: a value where there is one, a reason where there is none.</summary>
internal static class Cells
{
    /// <summary>What a count of log messages covers.</summary>
    public const string LogSource = "kernel log of the last half hour";

    // A limit that was lowered below what is in use gives more than 100 %, and so does a group's burst; beyond this, the kernel's text is damaged.
    private const double LargestPercent = 1000;

    private const string NoInterval = "two samples with time between them are needed";

    /// <summary>A value, or <paramref name="reason"/> where it is NaN; one that cannot be is missing too.</summary>
    public static Metric Of(double value, string unit, string source, string? reason = null, double max = double.NaN)
    {
        if (!double.IsFinite(value))
            return Metric.Missing(unit, source, reason ?? NoInterval);
        return CanBe(value, unit)
            ? Metric.Measured(value, unit, source, double.IsFinite(max) && CanBe(max, unit) ? max : null)
            : Metric.Missing(unit, source, "the numbers contradict each other");
    }

    /// <summary>A value of a kernel file, or that file's own reason.</summary>
    public static Metric Of(double value, string unit, string source, KernelSnapshot file, double max = double.NaN) =>
        Of(value, unit, source, file.Unavailability?.ToString() ?? NoInterval, max);

    /// <summary>How many errors the kernel log has of the window and the recent past before it, or why it cannot be read.</summary>
    public static Metric OfLog(Observation observation, KernelEventKind kind, Func<KernelEvent, bool> isMeant) =>
        Of(LogCount(observation, kind, isMeant), "errors", LogSource, observation.KernelLog.Unavailability?.ToString());

    /// <summary>The same as a number; NaN where the log cannot be read.</summary>
    public static double LogCount(Observation observation, KernelEventKind kind, Func<KernelEvent, bool> isMeant) =>
        observation.KernelLog.Unavailability is null ? observation.KernelLog.Of(kind).Count(isMeant) : double.NaN;

    /// <summary>A cell that this resource cannot have.</summary>
    public static Metric None(string unit, string source, string reason) => Metric.NotApplicable(unit, source, reason);

    /// <summary>A cell that could be measured with other means, which the reason names.</summary>
    public static Metric Unseen(string unit, string source, string reason) => Metric.Missing(unit, source, reason);

    /// <summary>A share in percent; NaN where the whole is nothing.</summary>
    public static double Percent(double part, double whole) => whole > 0 ? part * 100 / whole : double.NaN;

    private static bool CanBe(double value, string unit) => value >= 0 && (unit != "percent" || value <= LargestPercent);
}

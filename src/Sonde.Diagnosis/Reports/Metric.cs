namespace Sonde.Diagnosis.Reports;

/// <summary>A measured value with its unit and source, or the reason why there is none. Never a zero in place of a missing value.</summary>
public sealed record Metric
{
    private Metric(double? value, string unit, double? max, string source, string? reason, bool isApplicable = true)
    {
        Value = value;
        Unit = unit;
        Max = max;
        Source = source;
        Reason = reason;
        IsApplicable = isApplicable;
    }

    /// <summary>The value over the window, or null where it could not be measured.</summary>
    public double? Value { get; }

    /// <summary>The unit, such as percent, tasks, bytes/s, ms/s.</summary>
    public string Unit { get; }

    /// <summary>The largest sub-second value inside the window, where one was taken; shows a burst that the average hides.</summary>
    public double? Max { get; }

    /// <summary>The kernel file, tracepoint or call that the value comes from.</summary>
    public string Source { get; }

    /// <summary>True where <see cref="Value"/> is a measurement.</summary>
    public bool Available => Value is not null;

    /// <summary>Why there is no value, with the remedy where there is one; null where there is a value.</summary>
    public string? Reason { get; }

    /// <summary>
    /// False where the resource cannot have such a value at all, as nobody ever waits for a descriptor. Surfaces then draw a dash and spare the reader the
    /// reason; JSON gives it like any other.
    /// </summary>
    public bool IsApplicable { get; }

    /// <summary>A measured value.</summary>
    public static Metric Measured(double value, string unit, string source, double? max = null) =>
        double.IsFinite(value) ? new(value, unit, max, source, null) : Missing(unit, source, "the samples do not give a value");

    /// <summary>A value that could not be measured.</summary>
    public static Metric Missing(string unit, string source, string reason) => new(null, unit, null, source, reason);

    /// <summary>A value that this resource cannot have, and why.</summary>
    public static Metric NotApplicable(string unit, string source, string reason) => new(null, unit, null, source, reason, isApplicable: false);
}

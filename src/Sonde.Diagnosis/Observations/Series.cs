namespace Sonde.Diagnosis.Observations;

/// <summary>One value at each of the sub-second samples inside a window: shows the burst that the window's average hides. NaN samples are left out.</summary>
public sealed class Series
{
    private readonly List<double> _values = [];
    private double _sum;

    /// <summary>The values in the order of time.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>How many samples gave a value.</summary>
    public int Count => _values.Count;

    /// <summary>True where no sample gave a value.</summary>
    public bool IsEmpty => _values.Count == 0;

    /// <summary>The largest value; NaN where there is none.</summary>
    public double Max { get; private set; } = double.NaN;

    /// <summary>The smallest value; NaN where there is none.</summary>
    public double Min { get; private set; } = double.NaN;

    /// <summary>The mean; NaN where there is none.</summary>
    public double Mean => IsEmpty ? double.NaN : _sum / _values.Count;

    /// <summary>The first value; NaN where there is none.</summary>
    public double First => IsEmpty ? double.NaN : _values[0];

    /// <summary>The last value; NaN where there is none.</summary>
    public double Last => IsEmpty ? double.NaN : _values[^1];

    /// <summary>Adds the next value; NaN and infinity are not measurements and are left out.</summary>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
            return;
        _values.Add(value);
        _sum += value;
        Max = double.IsNaN(Max) ? value : Math.Max(Max, value);
        Min = double.IsNaN(Min) ? value : Math.Min(Min, value);
    }

    /// <summary>The share of samples, in percent, at or above <paramref name="threshold"/>; 0 where there is none.</summary>
    public double PercentAtLeast(double threshold) => IsEmpty ? 0 : _values.Count(v => v >= threshold) * 100.0 / _values.Count;

    /// <summary>The share of steps, in percent, in which the value rose; 0 where there are fewer than two values.</summary>
    public double PercentRising()
    {
        if (_values.Count < 2)
            return 0;
        int rising = 0;
        for (int i = 1; i < _values.Count; i++)
            rising += _values[i] > _values[i - 1] ? 1 : 0;
        return rising * 100.0 / (_values.Count - 1);
    }
}

namespace Sonde.Diagnosis.Observations;

/// <summary>
/// The share of time in which tasks stalled for a resource (PSI). The kernel adds to the total only when its two-second averaging period ends, also when
/// the file is read more often, so the share is taken between observed updates and not between reads. Source: kernel/sched/psi.c update_averages,
/// Documentation/accounting/psi.rst.
/// </summary>
public sealed class PressureSeries
{
    private const double KernelPeriodSeconds = 2;
    private readonly List<(double Seconds, ulong Microseconds)> _updates = [];
    private (double Seconds, ulong Microseconds)? _first;
    private (double Seconds, ulong Microseconds) _last;

    /// <summary>True where pressure could be read at least twice.</summary>
    public bool IsAvailable => _first is not null && _last.Seconds > _first.Value.Seconds;

    /// <summary>Mean share of stalled time over the window, percent 0 to 100; NaN where it is not available.</summary>
    public double Percent
    {
        get
        {
            if (!IsAvailable)
                return double.NaN;
            if (_updates.Count >= 2)
                return Share(_updates[0], _updates[^1], _updates[^1].Seconds - _updates[0].Seconds);
            return Share(_first!.Value, _last, Math.Max(KernelPeriodSeconds, _last.Seconds - _first.Value.Seconds));
        }
    }

    /// <summary>The largest share in one of the kernel's periods, percent; NaN where it is not available.</summary>
    public double Max
    {
        get
        {
            if (!IsAvailable)
                return double.NaN;
            double max = Percent;
            (double Seconds, ulong Microseconds) earlier = _first!.Value;
            foreach ((double Seconds, ulong Microseconds) update in _updates)
            {
                max = Math.Max(max, Share(earlier, update, Math.Max(KernelPeriodSeconds, update.Seconds - earlier.Seconds)));
                earlier = update;
            }

            return max;
        }
    }

    /// <summary>Adds a reading.</summary>
    /// <param name="seconds">When, on the window's clock.</param>
    /// <param name="totalMicroseconds">The kernel's total stall time.</param>
    public void Add(double seconds, ulong totalMicroseconds)
    {
        if (_first is null)
            _first = (seconds, totalMicroseconds);
        else if (totalMicroseconds != _last.Microseconds)
            _updates.Add((seconds, totalMicroseconds));
        _last = (seconds, totalMicroseconds);
    }

    private static double Share((double Seconds, ulong Microseconds) from, (double Seconds, ulong Microseconds) to, double seconds) =>
        to.Microseconds <= from.Microseconds ? 0 : Math.Min(100, (to.Microseconds - from.Microseconds) / 1e4 / seconds);
}

namespace Sonde.Diagnosis.Observations;

/// <summary>
/// The share of time in which tasks stalled for a resource (PSI). Today's kernels bring the total up to date whenever the file is read; those before
/// Linux 5.2 only when a two-second period ends, however often it is read, so that a step may hold up to two seconds of the past. The steps tell which
/// kernel it is. Source: kernel/sched/psi.c psi_show, update_averages; Documentation/accounting/psi.rst.
/// </summary>
public sealed class PressureSeries
{
    private const double KernelPeriodSeconds = 2;
    private readonly List<(double Seconds, ulong Microseconds)> _readings = [];
    private readonly List<(double Seconds, ulong Microseconds)> _updates = [];
    private bool _isRenewedWhenRead;

    /// <summary>True where pressure could be read at least twice.</summary>
    public bool IsAvailable => _readings.Count > 1 && _readings[^1].Seconds > _readings[0].Seconds;

    /// <summary>Mean share of stalled time over the window, percent 0 to 100; NaN where it is not available.</summary>
    public double Percent
    {
        get
        {
            if (!IsAvailable)
                return double.NaN;
            if (_isRenewedWhenRead)
                return Share(_readings[0], _readings[^1], 0);
            return _updates.Count >= 2 ? Share(_updates[0], _updates[^1], 0) : Share(_readings[0], _readings[^1], KernelPeriodSeconds);
        }
    }

    /// <summary>The largest share between two readings, or in one of the kernel's periods where it knows no less; percent, NaN where it is not available.</summary>
    public double Max
    {
        get
        {
            if (!IsAvailable)
                return double.NaN;
            double max = Percent;
            List<(double Seconds, ulong Microseconds)> steps = _isRenewedWhenRead ? _readings : _updates;
            (double Seconds, ulong Microseconds) earlier = _readings[0];
            foreach ((double Seconds, ulong Microseconds) step in steps)
            {
                max = Math.Max(max, Share(earlier, step, _isRenewedWhenRead ? 0 : KernelPeriodSeconds));
                earlier = step;
            }

            return max;
        }
    }

    /// <summary>Adds a reading.</summary>
    /// <param name="seconds">When, on the window's clock; one that is not later than the last is left out.</param>
    /// <param name="totalMicroseconds">The kernel's total stall time.</param>
    public void Add(double seconds, ulong totalMicroseconds)
    {
        if (_readings.Count > 0 && !(seconds > _readings[^1].Seconds))
            return;
        // A total only grows; a smaller one begins anew, on another machine or in another boot.
        if (_readings.Count > 0 && totalMicroseconds < _readings[^1].Microseconds)
        {
            _readings.Clear();
            _updates.Clear();
        }
        else if (_readings.Count > 0 && totalMicroseconds != _readings[^1].Microseconds)
        {
            // A late period is followed by a shorter one, but never by one of less than half its length.
            _isRenewedWhenRead |= _updates.Count > 0 && seconds - _updates[^1].Seconds < KernelPeriodSeconds / 2;
            _updates.Add((seconds, totalMicroseconds));
        }

        _readings.Add((seconds, totalMicroseconds));
    }

    private static double Share((double Seconds, ulong Microseconds) from, (double Seconds, ulong Microseconds) to, double atLeastSeconds)
    {
        double seconds = Math.Max(atLeastSeconds, to.Seconds - from.Seconds);
        return to.Microseconds <= from.Microseconds || !(seconds > 0) ? 0 : Math.Min(100, (to.Microseconds - from.Microseconds) / 1e4 / seconds);
    }
}

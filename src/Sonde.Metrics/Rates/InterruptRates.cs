using Sonde.Metrics.Sampling;
using Sonde.Proc.Cpu;

namespace Sonde.Metrics.Rates;

/// <summary>
/// Interrupts, or soft interrupts, per second by source and CPU. An interrupt that was not there before counts from zero; one that fell by more than half of
/// 2^32 has wrapped, since the kernel prints 32 bits. Source: /proc/interrupts, /proc/softirqs. Reused from interval to interval.
/// </summary>
public sealed class InterruptRates
{
    private readonly List<InterruptRow> _rows = [];
    private readonly List<int> _cpus = [];
    private readonly List<int> _earlierColumns = [];
    private double[] _rates = [];

    /// <summary>The interrupts in the kernel's order.</summary>
    public IReadOnlyList<InterruptRow> Rows => _rows;

    /// <summary>The CPU of each column.</summary>
    public IReadOnlyList<int> Cpus => _cpus;

    /// <summary>
    /// How often interrupt <paramref name="row"/> was served by the CPU of <paramref name="column"/>, per second; NaN where the CPU was offline at one end of the
    /// interval. One that is not counted by CPU (ERR, MIS) has its only count in column 0, and 0 elsewhere.
    /// </summary>
    public double PerSecond(int row, int column) => _rates[(row * _cpus.Count) + column];

    /// <summary>All interrupts of the CPU of <paramref name="column"/> per second; column 0 has those that are not counted by CPU (ERR, MIS) too, as in mpstat.</summary>
    public double CpuTotal(int column)
    {
        double sum = 0;
        for (int row = 0; row < _rows.Count; row++)
            sum += PerSecond(row, column);
        return sum;
    }

    /// <summary>All of interrupt <paramref name="row"/> per second, over the CPUs for which it is known.</summary>
    public double RowTotal(int row)
    {
        double sum = 0;
        for (int column = 0; column < _cpus.Count; column++)
        {
            double rate = PerSecond(row, column);
            sum += double.IsNaN(rate) ? 0 : rate;
        }

        return sum;
    }

    /// <summary>Computes the rates between two tables; there are no rows where either is missing.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="part">Which of the two files: <see cref="SampleParts.Interrupts"/> or <see cref="SampleParts.SoftInterrupts"/>.</param>
    public void Update(in SystemInterval interval, SampleParts part = SampleParts.Interrupts)
    {
        InterruptTable earlier = part == SampleParts.Interrupts ? interval.Earlier.Interrupts : interval.Earlier.SoftInterrupts;
        InterruptTable later = part == SampleParts.Interrupts ? interval.Later.Interrupts : interval.Later.SoftInterrupts;
        _rows.Clear();
        _cpus.Clear();
        _earlierColumns.Clear();
        if (!interval.Covers(part) || !earlier.IsAvailable || !later.IsAvailable)
            return;
        foreach (int cpu in later.Cpus)
        {
            _cpus.Add(cpu);
            _earlierColumns.Add(earlier.Cpus.IndexOf(cpu));
        }

        int size = later.Rows.Length * _cpus.Count;
        if (_rates.Length < size)
            _rates = new double[size];
        for (int i = 0; i < later.Rows.Length; i++)
        {
            _rows.Add(later.Rows[i]);
            ReadOnlySpan<ulong> previous = interval.IsSinceBoot ? [] : Find(earlier, later.Rows[i].Name, i);
            Store(i, previous, later.Counts(later.Rows[i]), interval);
        }
    }

    private void Store(int row, ReadOnlySpan<ulong> earlier, ReadOnlySpan<ulong> later, in SystemInterval interval)
    {
        bool perCpu = later.Length == _cpus.Count;
        for (int column = 0; column < _cpus.Count; column++)
        {
            int from = perCpu ? _earlierColumns[column] : column;
            double rate;
            if (column >= later.Length)
                rate = 0;
            else if (interval.IsSinceBoot || earlier.IsEmpty)
                rate = later[column] / interval.Seconds;
            else if ((uint)from >= (uint)earlier.Length)
                rate = double.NaN;
            else
                rate = Counter.GrowthOfPrinted32(earlier[from], later[column]) / interval.Seconds;
            _rates[(row * _cpus.Count) + column] = rate;
        }
    }

    private static ReadOnlySpan<ulong> Find(InterruptTable table, string name, int guess)
    {
        ReadOnlySpan<InterruptRow> rows = table.Rows;
        if (guess < rows.Length && string.Equals(rows[guess].Name, name, StringComparison.Ordinal))
            return table.Counts(rows[guess]);
        foreach (ref readonly InterruptRow row in rows)
        {
            if (string.Equals(row.Name, name, StringComparison.Ordinal))
                return table.Counts(row);
        }

        return [];
    }
}

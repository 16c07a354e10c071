namespace Sonde.Proc;

/// <summary>The rows of a table that is read again and again: the array stays, only the count starts over.</summary>
/// <typeparam name="T">The row.</typeparam>
internal sealed class SnapshotRows<T>
{
    /// <summary>The most rows of any table: above any real machine, and a bound on what a hostile text can make us hold.</summary>
    public const int LargestCount = 262_144;

    private T[] _rows = [];

    /// <summary>How many rows the last text had.</summary>
    public int Count { get; private set; }

    /// <summary>The rows of the last text.</summary>
    public ReadOnlySpan<T> Rows => _rows.AsSpan(0, Count);

    /// <summary>The row added last; there must be one.</summary>
    public ref T Last => ref _rows[Count - 1];

    /// <summary>Starts over; call before a new text.</summary>
    public void Begin() => Count = 0;

    /// <summary>Adds a row.</summary>
    /// <exception cref="KernelTextException">There are too many.</exception>
    public void Add(in T row) => Append() = row;

    /// <summary>Adds a row that still has what it had last time, to be filled in place.</summary>
    /// <exception cref="KernelTextException">There are too many.</exception>
    public ref T Append()
    {
        if (Count == _rows.Length)
        {
            if (Count >= LargestCount)
                throw new KernelTextException($"it has more than {LargestCount} rows");
            Array.Resize(ref _rows, Math.Max(16, Count * 2));
        }

        return ref _rows[Count++];
    }
}

using System.Collections;

namespace Sonde.Linux.Netlink;

/// <summary>A list of records that are filled again at each sample instead of being made anew: what was read before is overwritten.</summary>
/// <typeparam name="T">The record.</typeparam>
public sealed class ReusedList<T> : IReadOnlyList<T>
    where T : class, new()
{
    private readonly List<T> _records = [];

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public T this[int index] => index < Count ? _records[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
            yield return _records[index];
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Empties the list and keeps the records for the next filling.</summary>
    internal void Clear() => Count = 0;

    /// <summary>The record to fill next; it belongs to the list after <see cref="Keep"/>.</summary>
    internal T Next()
    {
        if (Count == _records.Count)
            _records.Add(new T());
        return _records[Count];
    }

    /// <summary>Adds the record that <see cref="Next"/> gave.</summary>
    internal void Keep() => Count++;
}

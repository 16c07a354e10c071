using System.Text;

namespace Sonde.Proc;

/// <summary>
/// Values under the kernel's own names, in the kernel's order, as /proc/vmstat and /proc/meminfo print them. The names are learned once; while a
/// later text has no new ones, storing it allocates nothing. Names that Sonde does not know are kept like any other.
/// </summary>
public sealed class NamedCounters
{
    /// <summary>The most names that are kept; later ones are ignored. Above any real file, and a bound on what a hostile text can make us hold.</summary>
    public const int LargestCount = 65_536;

    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly Dictionary<byte[], int> _encodedIndex = new(ByteStringComparer.Instance);
    private readonly List<string> _names = [];
    private readonly List<byte[]> _encodedNames = [];
    private ulong[] _values = new ulong[64];
    private bool[] _present = new bool[64];
    private int _next;

    /// <summary>How many names are known; an index below it that is not <see cref="IsPresent"/> was missing from the last text.</summary>
    public int Count => _names.Count;

    /// <summary>The names in the order in which they were first seen.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The value of <paramref name="name"/>, or null where the last text did not have it.</summary>
    public ulong? this[string name] => TryGet(name, out ulong value) ? value : null;

    /// <summary>The value at <paramref name="index"/>, as found by <see cref="IndexOf"/>.</summary>
    public ulong ValueAt(int index) => _values[index];

    /// <summary>True where the last text had the name at <paramref name="index"/>.</summary>
    public bool IsPresent(int index) => _present[index];

    /// <summary>The stable index of <paramref name="name"/>, or -1.</summary>
    public int IndexOf(string name) => _index.TryGetValue(name, out int index) ? index : -1;

    /// <summary>The value of <paramref name="name"/> in the last text.</summary>
    /// <param name="name">The kernel's name.</param>
    /// <param name="value">The value; 0 where the result is false.</param>
    public bool TryGet(string name, out ulong value)
    {
        if (_index.TryGetValue(name, out int index) && _present[index])
        {
            value = _values[index];
            return true;
        }

        value = 0;
        return false;
    }

    /// <summary>Forgets the values, keeps the names; call before a new text.</summary>
    public void Begin()
    {
        Array.Clear(_present);
        _next = 0;
    }

    /// <summary>Stores <paramref name="value"/> under <paramref name="name"/>; free of allocation where the name is known.</summary>
    public void Set(ReadOnlySpan<byte> name, ulong value)
    {
        int index = _next < _names.Count && name.SequenceEqual(_encodedNames[_next]) ? _next : FindOrAdd(name);
        Store(index, value);
    }

    /// <summary>Stores a value whose name is <paramref name="prefix"/> and <paramref name="name"/> joined, such as TcpExt and ListenDrops.</summary>
    public void Set(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> name, ulong value)
    {
        int length = prefix.Length + name.Length;
        if (_next < _names.Count)
        {
            ReadOnlySpan<byte> expected = _encodedNames[_next];
            if (expected.Length == length && expected.StartsWith(prefix) && expected.EndsWith(name))
            {
                Store(_next, value);
                return;
            }
        }

        Span<byte> joined = length <= 256 ? stackalloc byte[length] : new byte[length];
        prefix.CopyTo(joined);
        name.CopyTo(joined[prefix.Length..]);
        Store(FindOrAdd(joined), value);
    }

    private void Store(int index, ulong value)
    {
        if (index < 0)
            return;
        _values[index] = value;
        _present[index] = true;
        _next = index + 1;
    }

    private int FindOrAdd(ReadOnlySpan<byte> name)
    {
        if (_encodedIndex.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out int index))
            return index;
        index = _names.Count;
        string text = Encoding.UTF8.GetString(name);
        if (index == LargestCount || !_index.TryAdd(text, index))
            return -1;
        byte[] encoded = name.ToArray();
        _encodedIndex.Add(encoded, index);
        _names.Add(text);
        _encodedNames.Add(encoded);
        if (index == _values.Length)
        {
            Array.Resize(ref _values, index * 2);
            Array.Resize(ref _present, index * 2);
        }

        return index;
    }
}

using System.Text;

namespace Sonde.Proc;

/// <summary>
/// Values under the kernel's own names, in the kernel's order, as /proc/vmstat and /proc/meminfo print them. The names are learned once; while a
/// later text has the same ones, storing it allocates nothing. Names that Sonde does not know are kept like any other.
/// </summary>
public sealed class NamedCounters
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
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

    /// <summary>Stores <paramref name="value"/> under <paramref name="name"/>; free of allocation where the name is where it was last time.</summary>
    public void Set(ReadOnlySpan<byte> name, ulong value)
    {
        int index = _next < _names.Count && name.SequenceEqual(_encodedNames[_next]) ? _next : FindOrAdd(name);
        _values[index] = value;
        _present[index] = true;
        _next = index + 1;
    }

    /// <summary>Stores a value whose name is <paramref name="prefix"/> and <paramref name="name"/> joined, such as TcpExt and ListenDrops.</summary>
    public void Set(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> name, ulong value)
    {
        Span<byte> joined = stackalloc byte[256];
        if (prefix.Length + name.Length > joined.Length)
            return;
        prefix.CopyTo(joined);
        name.CopyTo(joined[prefix.Length..]);
        Set(joined[..(prefix.Length + name.Length)], value);
    }

    private int FindOrAdd(ReadOnlySpan<byte> name)
    {
        string text = Encoding.UTF8.GetString(name);
        if (_index.TryGetValue(text, out int index))
            return index;
        index = _names.Count;
        _index.Add(text, index);
        _names.Add(text);
        _encodedNames.Add(name.ToArray());
        if (index == _values.Length)
        {
            Array.Resize(ref _values, index * 2);
            Array.Resize(ref _present, index * 2);
        }

        return index;
    }
}

namespace Sonde.Tracing.Intermediate;

/// <summary>A map for the interpreter: a hash map, or an array, which has all its elements from the start.</summary>
public sealed class SimulatedMap
{
    private readonly SyntheticMemory _memory;
    private readonly Dictionary<string, long> _addresses = new(StringComparer.Ordinal);
    private readonly List<byte[]> _keys = [];
    private readonly bool _isArray;
    private readonly int _maxEntries;

    /// <summary>Makes a map.</summary>
    /// <param name="memory">Where its values lie.</param>
    /// <param name="keySize">Bytes of a key; 4 for an array.</param>
    /// <param name="valueSize">Bytes of a value.</param>
    /// <param name="maxEntries">The most elements.</param>
    /// <param name="isArray">True for an array.</param>
    public SimulatedMap(SyntheticMemory memory, int keySize, int valueSize, int maxEntries, bool isArray)
    {
        (_memory, KeySize, ValueSize, _maxEntries, _isArray) = (memory, keySize, valueSize, maxEntries, isArray);
        for (int index = 0; isArray && index < maxEntries; index++)
            Add(BitConverter.GetBytes(index), new byte[valueSize]);
    }

    /// <summary>Bytes of a key.</summary>
    public int KeySize { get; }

    /// <summary>Bytes of a value.</summary>
    public int ValueSize { get; }

    /// <summary>The keys, in the order in which they came.</summary>
    public IReadOnlyList<byte[]> Keys => _keys;

    /// <summary>The address of the value of a key; 0 where there is none.</summary>
    public long Lookup(ReadOnlySpan<byte> key) => _addresses.GetValueOrDefault(Convert.ToHexString(key));

    /// <summary>Writes an element.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="flags">0, 1 (BPF_NOEXIST) or 2 (BPF_EXIST).</param>
    /// <returns>0, or the negative errno as bpf_map_update_elem returns it.</returns>
    public long Update(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long flags)
    {
        const int NoEntry = 2, TooBig = 7, Exists = 17;
        long address = Lookup(key);
        if (address != 0 && flags == 1)
            return -Exists;
        if (address != 0)
        {
            value.CopyTo(_memory.WritableBytes(address, ValueSize));
            return 0;
        }

        if (flags == 2)
            return -NoEntry;
        if (_keys.Count >= _maxEntries)
            return -TooBig;
        Add(key.ToArray(), value);
        return 0;
    }

    /// <summary>Removes an element.</summary>
    /// <returns>0, or the negative errno as bpf_map_delete_elem returns it.</returns>
    public long Delete(ReadOnlySpan<byte> key)
    {
        const int NoEntry = 2, Invalid = 22;
        if (_isArray)
            return -Invalid;
        string text = Convert.ToHexString(key);
        if (!_addresses.Remove(text))
            return -NoEntry;
        _keys.RemoveAll(other => Convert.ToHexString(other) == text);
        return 0;
    }

    private void Add(byte[] key, ReadOnlySpan<byte> value)
    {
        _keys.Add(key);
        _addresses.Add(Convert.ToHexString(key), _memory.Allocate(value));
    }
}

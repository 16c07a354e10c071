using Sonde.Linux;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Maps;

/// <summary>
/// Reads whole hash and array maps, in batches where the kernel can (Linux 5.6) and else key by key. Keeps its buffers: reading again allocates
/// nothing unless the map grew. Not safe for concurrent use.
/// </summary>
public sealed class BpfMapReader(BpfMap map)
{
    private const int SmallestBatch = 256;
    private const int ENoSpace = 28;

    private readonly byte[] _position = new byte[Math.Max(map.KeySize, 8)];
    private readonly byte[] _next = new byte[Math.Max(map.KeySize, 8)];
    private byte[] _keys = [];
    private byte[] _values = [];
    private bool _hasNoBatches;

    /// <summary>The map.</summary>
    public BpfMap Map => map;

    /// <summary>Elements that the last <see cref="Read"/> found.</summary>
    public int Count { get; private set; }

    /// <summary>The key of element <paramref name="index"/>.</summary>
    public ReadOnlySpan<byte> Key(int index) => _keys.AsSpan(index * map.KeySize, map.KeySize);

    /// <summary>The value of element <paramref name="index"/>, <see cref="BpfMap.ValueBytes"/> long.</summary>
    public ReadOnlySpan<byte> Value(int index) => _values.AsSpan(index * map.ValueBytes, map.ValueBytes);

    /// <summary>The value of element <paramref name="index"/> on <paramref name="cpu"/>, from 0 below the number of possible CPUs.</summary>
    public ReadOnlySpan<byte> Value(int index, int cpu) => Value(index).Slice(cpu * map.ValueStride, map.ValueSize);

    /// <summary>Reads all elements, and removes them where <paramref name="delete"/> is set.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void Read(bool delete = false)
    {
        Count = 0;
        if (_hasNoBatches || !ReadBatches(delete))
            ReadByKey(delete);
    }

    // False where the kernel has no batches for this kind of map.
    private bool ReadBatches(bool delete)
    {
        bool isFirst = true;
        int room = SmallestBatch;
        while (true)
        {
            Grow(Count + room);
            int count = room;
            Errno errno = BpfSystemCall.LookUpBatch(
                map.Descriptor, delete, isFirst ? default : _position, _next, _keys.AsSpan(Count * map.KeySize), _values.AsSpan(Count * map.ValueBytes), ref count);
            if (errno.Value == ENoSpace && room < map.MaximumEntries)
            {
                // A bucket of the hash holds more than there is room for.
                room *= 2;
                continue;
            }

            bool isUnknown = isFirst && (errno == Errno.InvalidArgument || errno == Errno.NotSupported || errno.Value == 524);
            if (isUnknown)
            {
                _hasNoBatches = true;
                return false;
            }

            Count += count;
            if (errno == Errno.NoSuchEntry)
                return true;
            if (!errno.IsSuccess)
                throw new BpfException($"read map '{map.Name}'", errno);
            _next.CopyTo(_position, 0);
            isFirst = false;
            room = Math.Min(room * 2, 65_536);
        }
    }

    private void ReadByKey(bool delete)
    {
        Span<byte> key = _position.AsSpan(0, map.KeySize);
        bool more = map.NextKey(default, key);
        // The bound is for a map that others change so fast that a walk never ends.
        for (long steps = 0; more && steps < 2L * map.MaximumEntries; steps++)
        {
            Grow(Count + 1);
            key.CopyTo(_keys.AsSpan(Count * map.KeySize));
            if (map.Lookup(key, _values.AsSpan(Count * map.ValueBytes, map.ValueBytes)))
                Count++;
            more = map.NextKey(key, _next.AsSpan(0, map.KeySize));
            if (delete)
                _ = map.Delete(key);
            _next.AsSpan(0, map.KeySize).CopyTo(key);
        }
    }

    private void Grow(int elements)
    {
        int have = map.KeySize == 0 ? 0 : _keys.Length / map.KeySize;
        if (have >= elements)
            return;
        int room = Math.Max(elements, have * 2);
        Array.Resize(ref _keys, room * map.KeySize);
        Array.Resize(ref _values, room * map.ValueBytes);
    }
}

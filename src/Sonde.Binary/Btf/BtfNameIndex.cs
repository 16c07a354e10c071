using System.Numerics;
using System.Runtime.InteropServices;

namespace Sonde.Binary.Btf;

/// <summary>
/// Finds the types of a name: a chained hash table over the names' bytes, so that building it makes no string. Tags are left out, since their
/// text names no type.
/// </summary>
internal sealed class BtfNameIndex
{
    private readonly BtfImage _image;
    private readonly int[] _first;
    private readonly int[] _next;
    private readonly int _shift;

    internal BtfNameIndex(BtfImage image)
    {
        _image = image;
        int bits = Math.Max(BitOperations.Log2((uint)image.OwnTypeCount | 1) + 1, 4);
        _shift = 64 - bits;
        _first = new int[1 << bits];
        _next = new int[image.OwnTypeCount];
        // From the last to the first, so that a chain lists ids in ascending order. An entry is the number of a type of this image, from 1; 0 ends.
        for (int i = image.OwnTypeCount - 1; i >= 0; i--)
        {
            ReadOnlySpan<byte> name = image.IndexedName(i);
            if (name.IsEmpty)
                continue;
            ref int head = ref _first[Bucket(name)];
            _next[i] = head;
            head = i + 1;
        }
    }

    /// <summary>The first type of this name after <paramref name="previous"/> (-1 to begin), as a number from 0; -1 at the end.</summary>
    internal int Find(ReadOnlySpan<byte> name, int previous)
    {
        int entry = previous < 0 ? _first[Bucket(name)] : _next[previous];
        while (entry != 0 && !_image.IndexedName(entry - 1).SequenceEqual(name))
            entry = _next[entry - 1];
        return entry - 1;
    }

    private int Bucket(ReadOnlySpan<byte> name)
    {
        const ulong Multiplier = 0x9e3779b97f4a7c15;
        ulong hash = (ulong)name.Length;
        while (name.Length >= sizeof(ulong))
        {
            hash = BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(name)) * Multiplier, 29);
            name = name[sizeof(ulong)..];
        }

        ulong rest = 0;
        foreach (byte value in name)
            rest = rest << 8 | value;
        return (int)((hash ^ rest) * Multiplier >> _shift);
    }
}

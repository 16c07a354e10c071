using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Sonde.Binary.Btf;

/// <summary>The two sections that a BTF header names, checked to lie inside the data.</summary>
/// <param name="Types">The type records, in this machine's byte order.</param>
/// <param name="Strings">The names, each ending in a zero.</param>
internal readonly record struct BtfHeader(ReadOnlyMemory<byte> Types, ReadOnlyMemory<byte> Strings)
{
    internal const ushort Magic = 0xeb9f;
    internal const int Size = 24;

    internal const byte Version = 1;

    internal static BtfHeader Parse(ReadOnlyMemory<byte> data)
    {
        if (data.Length < Size)
            throw new BtfFormatException($"BTF of {data.Length} bytes has no header");
        ReadOnlySpan<byte> bytes = data.Span;
        ushort magic = MemoryMarshal.Read<ushort>(bytes);
        bool isSwapped = magic == BinaryPrimitives.ReverseEndianness(Magic);
        if (!isSwapped && magic != Magic)
            throw new BtfFormatException($"not BTF: it begins with 0x{magic:x4}");
        if (bytes[2] != Version)
            throw new BtfFormatException($"BTF version {bytes[2]} is not known");
        uint length = Word(bytes, 4, isSwapped);
        if (length < Size || length > data.Length)
            throw new BtfFormatException($"BTF header of {length} bytes in {data.Length}");
        ReadOnlyMemory<byte> types = Section(data, length, Word(bytes, 8, isSwapped), Word(bytes, 12, isSwapped), "type");
        ReadOnlyMemory<byte> strings = Section(data, length, Word(bytes, 16, isSwapped), Word(bytes, 20, isSwapped), "string");
        if (types.Length % sizeof(uint) != 0)
            throw new BtfFormatException($"BTF type section of {types.Length} bytes does not consist of words");
        if (strings.Length == 0 || strings.Span[^1] != 0)
            throw new BtfFormatException("BTF string section does not end in a zero");
        return new BtfHeader(isSwapped ? Swapped(types.Span) : types, strings);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, int offset, bool isSwapped)
    {
        uint word = MemoryMarshal.Read<uint>(bytes[offset..]);
        return isSwapped ? BinaryPrimitives.ReverseEndianness(word) : word;
    }

    private static ReadOnlyMemory<byte> Section(ReadOnlyMemory<byte> data, uint header, uint offset, uint length, string name)
    {
        if ((long)header + offset + length > data.Length)
            throw new BtfFormatException($"BTF {name} section at {offset} of {length} bytes is outside the {data.Length} bytes");
        return data.Slice((int)(header + offset), (int)length);
    }

    // Everything in the type section is a 32-bit word, whatever the kind.
    private static byte[] Swapped(ReadOnlySpan<byte> types)
    {
        byte[] swapped = types.ToArray();
        Span<uint> words = MemoryMarshal.Cast<byte, uint>(swapped.AsSpan());
        BinaryPrimitives.ReverseEndianness(words, words);
        return swapped;
    }
}

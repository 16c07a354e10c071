using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Sonde.Binary.Elf;

/// <summary>Reads numbers of a file's width and byte order; a number outside the bytes is the format's error.</summary>
internal readonly struct ElfReader(bool is64Bit, bool isBigEndian)
{
    internal bool Is64Bit => is64Bit;

    internal bool IsBigEndian => isBigEndian;

    /// <summary>Bytes of an address.</summary>
    internal int WordSize => is64Bit ? 8 : 4;

    internal ushort UInt16(ReadOnlySpan<byte> bytes, int offset)
    {
        ushort value = Read<ushort>(bytes, offset);
        return IsForeign ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    internal uint UInt32(ReadOnlySpan<byte> bytes, int offset)
    {
        uint value = Read<uint>(bytes, offset);
        return IsForeign ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    internal ulong UInt64(ReadOnlySpan<byte> bytes, int offset)
    {
        ulong value = Read<ulong>(bytes, offset);
        return IsForeign ? BinaryPrimitives.ReverseEndianness(value) : value;
    }

    /// <summary>An address, offset or size.</summary>
    internal ulong Word(ReadOnlySpan<byte> bytes, int offset) => is64Bit ? UInt64(bytes, offset) : UInt32(bytes, offset);

    /// <summary>The bytes before the next zero.</summary>
    internal static ReadOnlyMemory<byte> Terminated(ReadOnlyMemory<byte> strings, uint offset)
    {
        if (offset >= (uint)strings.Length)
            return default;
        ReadOnlyMemory<byte> rest = strings[(int)offset..];
        int end = rest.Span.IndexOf((byte)0);
        return end < 0 ? rest : rest[..end];
    }

    internal static string Text(ReadOnlyMemory<byte> strings, uint offset) => Encoding.UTF8.GetString(Terminated(strings, offset).Span);

    private bool IsForeign => isBigEndian == BitConverter.IsLittleEndian;

    private static T Read<T>(ReadOnlySpan<byte> bytes, int offset)
        where T : unmanaged =>
        (uint)offset <= (uint)bytes.Length && MemoryMarshal.TryRead(bytes[offset..], out T value)
            ? value
            : throw new ElfFormatException($"a number at {offset} is outside of {bytes.Length} bytes");
}

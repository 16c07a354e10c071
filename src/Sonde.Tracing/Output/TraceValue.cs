using System.Buffers.Binary;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Output;

/// <summary>A typed view of the bytes of a value in a map or an event. Bytes that are missing (a truncated event) read as zero.</summary>
public readonly ref struct TraceValue
{
    /// <summary>A view.</summary>
    /// <param name="type">The type of the value.</param>
    /// <param name="bytes">At least its <see cref="TraceType.Size"/> bytes; a single CPU's or the reduced value of an aggregation.</param>
    public TraceValue(TraceType type, ReadOnlySpan<byte> bytes)
    {
        Type = type;
        Bytes = bytes;
    }

    /// <summary>Its type.</summary>
    public TraceType Type { get; }

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Text of a string: up to the first NUL.</summary>
    public ReadOnlySpan<byte> Text
    {
        get
        {
            ReadOnlySpan<byte> bytes = Bytes.Length > Type.Size ? Bytes[..Type.Size] : Bytes;
            var end = bytes.IndexOf((byte)0);
            return end < 0 ? bytes : bytes[..end];
        }
    }

    /// <summary>Bytes that <c>buf()</c> read.</summary>
    public ReadOnlySpan<byte> BufferContent
    {
        get
        {
            if (Type is not BufferType buffer || Bytes.Length < BufferType.HeaderSize)
                return [];
            ReadOnlySpan<byte> content = Bytes[BufferType.HeaderSize..];
            var length = Math.Min((uint)buffer.Capacity, BinaryPrimitives.ReadUInt32LittleEndian(Bytes));
            return content[..(int)Math.Min(length, (uint)content.Length)];
        }
    }

    /// <summary>Whether the integer that it reads as is signed.</summary>
    public bool IsSigned => Type switch
    {
        IntegerType integer => integer.IsSigned,
        EnumType enumeration => enumeration.IsSigned,
        SumType sum => sum.IsSigned,
        MinType minimum => minimum.IsSigned,
        MaxType maximum => maximum.IsSigned,
        AverageType average => average.IsSigned,
        StatsType stats => stats.IsSigned,
        ErrorNameType => true,
        _ => false,
    };

    /// <summary>
    /// The value as a 64-bit integer, extended by its own signedness: integers, booleans, enumerations, pointers, addresses, counts, sums, extremes,
    /// averages (already divided). Other types yield their first bytes.
    /// </summary>
    public long ReadInteger() => Type switch
    {
        AverageType or StatsType => Average(ReadInt64(0), ReadInt64(8), IsSigned),
        BooleanType => ReadInt64(0, 1) != 0 ? 1 : 0,
        IntegerType or EnumType => Extend(ReadInt64(0, Type.Size), 8 * Type.Size, IsSigned),
        _ => ReadInt64(0, Math.Min(8, Type.Size)),
    };

    /// <summary>A bit field's value.</summary>
    /// <param name="bitOffset">Its lowest bit.</param>
    /// <param name="bitSize">Its bits.</param>
    public long ReadBitField(int bitOffset, int bitSize) => Extend(ReadInt64(0, Math.Min(8, Type.Size)) >>> bitOffset, bitSize, IsSigned);

    /// <summary>A 64-bit part of the value, as of a stack's process id or a stats' count.</summary>
    /// <param name="offset">Where it begins.</param>
    /// <param name="size">Its bytes, 1 to 8; the rest is zero.</param>
    public long ReadInt64(int offset, int size = 8)
    {
        if (offset >= Bytes.Length)
            return 0;
        ReadOnlySpan<byte> source = Bytes[offset..];
        if (size == 8 && source.Length >= 8)
            return BinaryPrimitives.ReadInt64LittleEndian(source);
        Span<byte> padded = stackalloc byte[8];
        source[..Math.Min(Math.Min(size, 8), source.Length)].CopyTo(padded);
        return BinaryPrimitives.ReadInt64LittleEndian(padded);
    }

    /// <summary>A part of the value.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="offset">Where it begins.</param>
    public TraceValue Part(TraceType type, int offset) =>
        new(type, offset >= Bytes.Length ? [] : Bytes.Slice(offset, Math.Min(type.Size, Bytes.Length - offset)));

    private static long Average(long total, long count, bool isSigned) => count switch
    {
        0 => 0,
        _ when isSigned => total / count,
        _ => (long)((ulong)total / (ulong)count),
    };

    private static long Extend(long value, int bits, bool isSigned)
    {
        if (bits is 0 or >= 64)
            return value;
        var unused = 64 - bits;
        return isSigned ? value << unused >> unused : value << unused >>> unused;
    }
}

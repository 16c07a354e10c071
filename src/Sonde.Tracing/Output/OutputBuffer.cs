using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Sonde.Tracing.Output;

/// <summary>Bytes of output in the making. It grows to the longest output there was and is used again for the next: the hot path allocates nothing.</summary>
public sealed class OutputBuffer : IBufferWriter<byte>
{
    private byte[] _bytes;

    /// <summary>An empty buffer.</summary>
    /// <param name="capacity">Bytes to begin with, above 0.</param>
    public OutputBuffer(int capacity = 4096) => _bytes = new byte[capacity];

    /// <summary>Bytes that were written.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes that were written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Count);

    /// <summary>Takes back everything after a length.</summary>
    /// <param name="count">The length to return to, at most <see cref="Count"/>.</param>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Count, nameof(count));
        Count = count;
    }

    /// <summary>Takes everything back.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a byte.</summary>
    /// <param name="value">The byte.</param>
    public void Append(byte value)
    {
        Reserve(1);
        _bytes[Count++] = value;
    }

    /// <summary>Adds bytes as they are.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Count));
        Count += bytes.Length;
    }

    /// <summary>Adds text in UTF-8.</summary>
    /// <param name="text">The text.</param>
    public void Append(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Count += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Count));
    }

    /// <summary>Adds a byte several times.</summary>
    /// <param name="value">The byte.</param>
    /// <param name="count">How many; nothing is added below 1.</param>
    public void AppendRepeated(byte value, int count)
    {
        if (count <= 0)
            return;
        Reserve(count);
        _bytes.AsSpan(Count, count).Fill(value);
        Count += count;
    }

    /// <summary>Adds a number in decimal.</summary>
    /// <param name="value">The number.</param>
    public void Append(long value)
    {
        Reserve(20);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(Count), out var written);
        Count += written;
    }

    /// <summary>Adds a number in decimal.</summary>
    /// <param name="value">The number.</param>
    public void Append(ulong value)
    {
        Reserve(20);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(Count), out var written);
        Count += written;
    }

    /// <summary>Adds a number in hexadecimal, without 0x.</summary>
    /// <param name="value">The number.</param>
    public void AppendHexadecimal(ulong value)
    {
        Reserve(16);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(Count), out var written, new StandardFormat('x'));
        Count += written;
    }

    /// <summary>Fills what was written since a position up to a width.</summary>
    /// <param name="start">Where the field began.</param>
    /// <param name="width">Its width in bytes; a longer field stays as it is.</param>
    /// <param name="isLeftAligned">Whether the field keeps to the left.</param>
    public void Pad(int start, int width, bool isLeftAligned)
    {
        var length = Count - start;
        var missing = width - length;
        if (missing <= 0)
            return;
        AppendRepeated((byte)' ', missing);
        if (isLeftAligned)
            return;
        Span<byte> field = _bytes.AsSpan(start, width);
        field[..length].CopyTo(field[missing..]);
        field[..missing].Fill((byte)' ');
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_bytes.Length - Count), nameof(count));
        Count += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return _bytes.AsMemory(Count);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private void Reserve(int more)
    {
        if (_bytes.Length - Count < more)
            Array.Resize(ref _bytes, Math.Max(checked(Count + more), 2 * _bytes.Length));
    }
}

namespace Sonde.Bpf.Buffers;

/// <summary>The records of a ring buffer, for foreach.</summary>
public readonly ref struct RecordEnumerable
{
    private readonly RingBuffer _buffer;

    internal RecordEnumerable(RingBuffer buffer) => _buffer = buffer;

    /// <summary>Starts at the first record that was not read.</summary>
    public RecordEnumerator GetEnumerator() => new(_buffer);
}

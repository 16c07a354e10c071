namespace Sonde.Bpf.Buffers;

/// <summary>Walks through the records of a ring buffer; a record counts as read when the walk leaves it.</summary>
public ref struct RecordEnumerator
{
    private readonly RingBuffer _buffer;
    private ReadOnlySpan<byte> _current;
    private ulong _end;
    private bool _isOpen;

    internal RecordEnumerator(RingBuffer buffer) => _buffer = buffer;

    /// <summary>The record; its memory is the kernel's again after the next step.</summary>
    public readonly ReadOnlySpan<byte> Current => _current;

    /// <summary>Gives the last record back and goes to the next; false where none is complete.</summary>
    public bool MoveNext()
    {
        Dispose();
        _isOpen = _buffer.TryNext(out _current, out _end);
        return _isOpen;
    }

    /// <summary>Gives the last record back.</summary>
    public void Dispose()
    {
        if (_isOpen)
            _buffer.Finish(_end, _current.Length);
        _isOpen = false;
        _current = default;
    }
}

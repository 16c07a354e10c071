using Sonde.Bpf.Maps;
using Sonde.Linux;
using Sonde.Linux.Events;
using Sonde.Linux.Memory;

namespace Sonde.Bpf.Buffers;

/// <summary>
/// The reading end of a ring buffer map: records of all CPUs in the order of their reservation. A record that finds no room never gets in; the program
/// that writes is told, and has to count it. Reading allocates nothing. One thread reads; <see cref="Wake"/> alone may be called by others.
/// Source: kernel/bpf/ringbuf.c, Documentation/bpf/ringbuf.rst.
/// </summary>
public sealed unsafe class RingBuffer : IDisposable
{
    private const uint BusyBit = 1u << 31;
    private const uint DiscardedBit = 1u << 30;
    private const uint HeaderBytes = 8;

    private readonly MappedMemory _consumer;
    private readonly MappedMemory _producer;
    private readonly EventPoll _poll;
    private readonly WakeUp _wakeUp;
    private readonly byte* _data;
    private readonly ulong _size;
    private readonly ulong[] _ready = new ulong[2];

    private RingBuffer(BpfMap map, MappedMemory consumer, MappedMemory producer, EventPoll poll, WakeUp wakeUp)
    {
        _consumer = consumer;
        _producer = producer;
        _poll = poll;
        _wakeUp = wakeUp;
        _size = (ulong)map.MaximumEntries;
        _data = producer.Start + SystemConfiguration.PageSize;
    }

    /// <summary>Records read so far.</summary>
    public long RecordCount { get; private set; }

    /// <summary>Reservations that programs gave back unused.</summary>
    public long DiscardedCount { get; private set; }

    /// <summary>Bytes of the records read so far, without headers.</summary>
    public long ByteCount { get; private set; }

    /// <summary>Bytes that wait to be read, headers and unfinished records included.</summary>
    public long PendingBytes => (long)(Volatile.Read(ref ProducerPosition) - ConsumerPosition);

    /// <summary>Size of the buffer in bytes.</summary>
    public long Size => (long)_size;

    private ref ulong ConsumerPosition => ref *(ulong*)_consumer.Start;

    private ref ulong ProducerPosition => ref *(ulong*)_producer.Start;

    /// <summary>Maps the buffer of <paramref name="map"/>, which must outlive this reader, for reading.</summary>
    /// <exception cref="ArgumentException">The map is no ring buffer.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static RingBuffer Open(BpfMap map)
    {
        if (map.Type != BpfMapType.RingBuffer)
            throw new ArgumentException($"Map '{map.Name}' is a {map.Type}, not a ring buffer.", nameof(map));
        nuint page = (nuint)SystemConfiguration.PageSize;
        MappedMemory? consumer = null;
        MappedMemory? producer = null;
        EventPoll? poll = null;
        WakeUp? wakeUp = null;
        Errno errno = MappedMemory.TryMap(map.Descriptor, 0, page, writable: true, out consumer);
        // The data follow twice, so that a record is never torn at the end.
        if (errno.IsSuccess)
            errno = MappedMemory.TryMap(map.Descriptor, (long)page, page + ((nuint)map.MaximumEntries * 2), writable: false, out producer);
        if (errno.IsSuccess)
            errno = EventPoll.TryCreate(out poll);
        if (errno.IsSuccess)
            errno = WakeUp.TryCreate(out wakeUp);
        if (errno.IsSuccess)
            errno = poll!.Add(map.Descriptor, 0);
        if (errno.IsSuccess)
            errno = poll!.Add(wakeUp!.Descriptor, 1);
        if (errno.IsSuccess)
            return new RingBuffer(map, consumer!, producer!, poll!, wakeUp!);
        consumer?.Dispose();
        producer?.Dispose();
        poll?.Dispose();
        wakeUp?.Dispose();
        throw new BpfException($"read ring buffer '{map.Name}'", errno);
    }

    /// <summary>Hands every record that is complete to <paramref name="handler"/>.</summary>
    /// <param name="handler">Takes the records; what it throws passes through, and the record counts as read.</param>
    /// <param name="most">Stop after so many.</param>
    /// <returns>How many there were.</returns>
    public int Consume(RecordHandler handler, int most = int.MaxValue)
    {
        int count = 0;
        foreach (ReadOnlySpan<byte> record in Records)
        {
            handler(record);
            if (++count == most)
                break;
        }

        return count;
    }

    /// <summary>The records that are complete, for foreach; each one's memory is given back before the next.</summary>
    public RecordEnumerable Records => new(this);

    /// <summary>Waits until there are records, somebody calls <see cref="Wake"/>, or a signal comes.</summary>
    /// <param name="timeout">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <returns>True where there may be records.</returns>
    /// <exception cref="BpfException">The kernel refuses to wait.</exception>
    public bool Wait(TimeSpan timeout)
    {
        ObjectDisposedException.ThrowIf(_consumer.IsClosed, this);
        Errno errno = _poll.Wait(_ready, timeout, out int count);
        if (!errno.IsSuccess && errno != Errno.Interrupted)
            throw new BpfException("wait for the ring buffer", errno);
        bool hasRecords = false;
        foreach (ulong ready in _ready.AsSpan(0, count))
        {
            if (ready == 0)
                hasRecords = true;
            else
                _wakeUp.Lower();
        }

        return hasRecords;
    }

    /// <summary>Ends <see cref="Wait"/>, the present or else the next one. For any thread.</summary>
    public void Wake() => _ = _wakeUp.Raise();

    /// <inheritdoc/>
    public void Dispose()
    {
        _consumer.Dispose();
        _producer.Dispose();
        _poll.Dispose();
        _wakeUp.Dispose();
    }

    /// <summary>The next complete record that was not discarded.</summary>
    internal bool TryNext(out ReadOnlySpan<byte> record, out ulong end)
    {
        ObjectDisposedException.ThrowIf(_consumer.IsClosed, this);
        ulong position = ConsumerPosition;
        while (position < Volatile.Read(ref ProducerPosition))
        {
            byte* header = _data + (position & (_size - 1));
            uint word = Volatile.Read(ref *(uint*)header);
            if ((word & BusyBit) != 0)
                break;
            uint length = word & ~DiscardedBit;
            if (length > _size)
                throw new BpfException("read the ring buffer", Errno.ProtocolError, $"a record of {length} bytes in a buffer of {_size}.");
            position += (length + HeaderBytes + 7) & ~7u;
            if ((word & DiscardedBit) == 0)
            {
                record = new ReadOnlySpan<byte>(header + HeaderBytes, (int)length);
                end = position;
                return true;
            }

            DiscardedCount++;
            Release(position);
        }

        record = default;
        end = position;
        return false;
    }

    /// <summary>Counts a record and gives its memory, up to <paramref name="end"/>, back to the kernel.</summary>
    internal void Finish(ulong end, int length)
    {
        RecordCount++;
        ByteCount += length;
        Release(end);
    }

    // After each record: the kernel only wakes a reader that has read everything before.
    private void Release(ulong position) => Volatile.Write(ref ConsumerPosition, position);
}

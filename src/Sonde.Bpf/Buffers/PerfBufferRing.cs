using System.Buffers.Binary;
using Sonde.Linux;
using Sonde.Linux.Memory;

namespace Sonde.Bpf.Buffers;

/// <summary>The buffer of one CPU: a page of positions, then the data. Source: struct perf_event_mmap_page in include/uapi/linux/perf_event.h.</summary>
internal sealed unsafe class PerfBufferRing : IDisposable
{
    private const int HeadOffset = 1024;
    private const int TailOffset = 1032;
    private const int HeaderBytes = 8;
    private const int RecordLost = 2;
    private const int RecordSample = 9;

    private readonly FileDescriptor _event;
    private readonly MappedMemory _memory;
    private readonly byte* _data;
    private readonly ulong _size;
    private byte[] _record = new byte[4096];

    private PerfBufferRing(FileDescriptor perfEvent, MappedMemory memory)
    {
        _event = perfEvent;
        _memory = memory;
        _data = memory.Start + SystemConfiguration.PageSize;
        _size = memory.Length - (nuint)SystemConfiguration.PageSize;
    }

    internal long RecordCount { get; private set; }

    internal long LostCount { get; private set; }

    private ref ulong Head => ref *(ulong*)(_memory.Start + HeadOffset);

    private ref ulong Tail => ref *(ulong*)(_memory.Start + TailOffset);

    internal static PerfBufferRing Map(FileDescriptor perfEvent, int pages)
    {
        nuint length = (nuint)SystemConfiguration.PageSize * (nuint)(pages + 1);
        Errno errno = MappedMemory.TryMap(perfEvent, 0, length, writable: true, out MappedMemory? memory);
        if (memory is not null)
            return new PerfBufferRing(perfEvent, memory);
        perfEvent.Dispose();
        throw new BpfException("map a perf buffer", errno);
    }

    internal int Consume(RecordHandler handler)
    {
        ObjectDisposedException.ThrowIf(_memory.IsClosed, this);
        int count = 0;
        ulong position = Tail;
        ulong head = Volatile.Read(ref Head);
        while (position + HeaderBytes <= head)
        {
            ReadOnlySpan<byte> header = At(position, HeaderBytes);
            uint type = BinaryPrimitives.ReadUInt32LittleEndian(header);
            int length = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);
            if (length < HeaderBytes)
                throw new BpfException("read a perf buffer", Errno.ProtocolError, $"a record of {length} bytes.");
            ReadOnlySpan<byte> record = At(position, length)[HeaderBytes..];
            position += (ulong)length;
            try
            {
                count += Handle(type, record, handler);
            }
            finally
            {
                Volatile.Write(ref Tail, position);
            }
        }

        return count;
    }

    public void Dispose()
    {
        _memory.Dispose();
        _event.Dispose();
    }

    private int Handle(uint type, ReadOnlySpan<byte> record, RecordHandler handler)
    {
        if (type == RecordLost && record.Length >= 16)
            LostCount += (long)BinaryPrimitives.ReadUInt64LittleEndian(record[8..]);
        if (type != RecordSample || record.Length < 4)
            return 0;
        // The kernel pads a raw sample, and counts the padding in its length.
        int length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(record), (uint)record.Length - 4);
        RecordCount++;
        handler(record.Slice(4, length));
        return 1;
    }

    // The data follow only once, so a record that goes on at the start is put together.
    private ReadOnlySpan<byte> At(ulong position, int length)
    {
        ulong start = position & (_size - 1);
        int first = (int)Math.Min((ulong)length, _size - start);
        if (first == length)
            return new ReadOnlySpan<byte>(_data + start, length);
        if (_record.Length < length)
            _record = new byte[length];
        new ReadOnlySpan<byte>(_data + start, first).CopyTo(_record);
        new ReadOnlySpan<byte>(_data, length - first).CopyTo(_record.AsSpan(first));
        return _record.AsSpan(0, length);
    }
}

using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>
/// Reads the kernel log from its oldest record on, and then what is added, without ever waiting. Not safe for concurrent use.
/// Source: /dev/kmsg, Documentation/ABI/testing/dev-kmsg.
/// </summary>
public sealed class KernelLog : IDisposable
{
    /// <summary>Larger than any record with its escapes; the kernel refuses (EINVAL) to cut one short.</summary>
    private const int BufferBytes = 16 * 1024;

    private const string DevicePath = "/dev/kmsg";
    private readonly FileDescriptor? _device;
    private readonly RecordReader _read;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private long _nextSequence = -1;

    /// <summary>Reads records through <paramref name="read"/>; for tests.</summary>
    internal KernelLog(RecordReader read) => _read = read;

    private KernelLog(FileDescriptor device)
        : this(device.Read) => _device = device;

    /// <summary>One read(2) of the device.</summary>
    internal delegate Errno RecordReader(Span<byte> buffer, out int length);

    /// <summary>Records that were overwritten before they could be read, since this log was opened.</summary>
    public long Overwritten { get; private set; }

    /// <summary>Opens the log; where <see cref="Errno.IsPermission"/>, <see cref="Remedy"/> says what is needed.</summary>
    public static Errno TryOpen(out KernelLog? log)
    {
        Errno errno = FileDescriptor.TryOpen(DevicePath, out FileDescriptor? device, OpenKind.NonBlocking);
        log = device is null ? null : new KernelLog(device);
        return errno;
    }

    /// <summary>Opens the log behind its newest record, so that only what is added from now on is read.</summary>
    public static Errno TryOpenAtEnd(out KernelLog? log)
    {
        Errno errno = TryOpen(out log);
        if (!errno.IsSuccess || LibC.lseek(log!._device!, 0, LibC.SEEK_END) >= 0)
            return errno;
        errno = Errno.Last();
        log.Dispose();
        log = null;
        return errno;
    }

    /// <summary>What to do about <paramref name="errno"/> of <see cref="TryOpen"/> or <see cref="ReadNext"/>.</summary>
    public static string Remedy(Errno errno) => errno switch
    {
        { IsPermission: true } =>
            "run with CAP_SYSLOG (as root), or let everybody read the log: sysctl kernel.dmesg_restrict=0 and read permission on /dev/kmsg",
        { IsGone: true } => "give the container the device /dev/kmsg",
        _ => "see the error",
    };

    /// <summary>Reads the next record.</summary>
    /// <param name="record">The record.</param>
    /// <returns>
    /// Success; <see cref="Errno.TryAgain"/> at the end of the log, after which the same call goes on with what was added;
    /// or the error of the device.
    /// </returns>
    public Errno ReadNext(out KernelLogRecord record)
    {
        while (true)
        {
            Errno errno = _read(_buffer, out int length);

            // The next record was overwritten; the kernel has moved on to the oldest one left, whose number tells how many are lost.
            if (errno == Errno.BrokenPipe)
                continue;
            record = default;
            if (!errno.IsSuccess)
                return errno;
            if (length == 0)
                return Errno.TryAgain;
            if (!KernelLogRecord.TryParse(_buffer.AsSpan(0, length), out record))
                continue;
            if (_nextSequence >= 0 && record.Sequence > _nextSequence)
                Overwritten += record.Sequence - _nextSequence;
            _nextSequence = record.Sequence + 1;
            return Errno.Success;
        }
    }

    /// <summary>Adds to <paramref name="records"/> all records from here to the end of the log.</summary>
    /// <param name="records">Where they are added.</param>
    /// <param name="firstSequence">Records with a lower number are left out; 0 for none.</param>
    /// <returns>Success, or the error that ended the reading early.</returns>
    public Errno ReadToEnd(ICollection<KernelLogRecord> records, long firstSequence = 0)
    {
        while (true)
        {
            Errno errno = ReadNext(out KernelLogRecord record);
            if (errno == Errno.TryAgain)
                return Errno.Success;
            if (!errno.IsSuccess)
                return errno;
            if (record.Sequence >= firstSequence)
                records.Add(record);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _device?.Dispose();
}

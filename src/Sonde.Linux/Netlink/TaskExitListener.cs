using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>
/// Receives the final figures of every task of the machine that exits, so that processes too short for any sample are seen as well.
/// Needs CAP_NET_ADMIN, in the first user and process namespaces: a container gets EPERM or EINVAL. Not safe for concurrent use.
/// Source: Documentation/accounting/taskstats.rst.
/// </summary>
public sealed unsafe class TaskExitListener : IDisposable
{
    /// <summary>Holds some thousand records: what a fork storm leaves between two readings.</summary>
    internal const int ReceiveBufferBytes = 8 << 20;

    private const int RequestBytes = 512;
    private readonly NetlinkSocket _socket;
    private readonly ushort _family;

    private TaskExitListener(NetlinkSocket socket, ushort family)
    {
        _socket = socket;
        _family = family;
    }

    /// <summary>
    /// Messages that the kernel dropped because nobody fetched them in time, since the listener began; each is one exited task.
    /// Null where the kernel does not tell (before Linux 4.12).
    /// </summary>
    public long? LostRecords
    {
        get
        {
            uint* figures = stackalloc uint[SockDiagUapi.SK_MEMINFO_VARS];
            uint length = SockDiagUapi.SK_MEMINFO_VARS * sizeof(uint);
            bool isTold = LibC.getsockopt(_socket.Descriptor, LibC.SOL_SOCKET, LibC.SO_MEMINFO, figures, &length) == 0
                && length > SockDiagUapi.SK_MEMINFO_DROPS * sizeof(uint);
            return isTold ? figures[SockDiagUapi.SK_MEMINFO_DROPS] : null;
        }
    }

    /// <summary>Begins to listen on every CPU.</summary>
    public static Errno TryOpen(out TaskExitListener? listener) => TryOpen(ReceiveBufferBytes, out listener);

    /// <summary>Fetches the next task that exited.</summary>
    /// <param name="exited">Receives the figures.</param>
    /// <param name="timeout">How long to wait for one; zero for not at all.</param>
    /// <returns>Success, or <see cref="Errno.TimedOut"/> where none exited.</returns>
    public Errno Read(TaskStatistics exited, TimeSpan timeout)
    {
        while (true)
        {
            Errno errno = _socket.Receive(timeout, out ReadOnlySpan<byte> datagram);
            if (!errno.IsSuccess)
                return errno;

            // The kernel sends one message a datagram; another family's answer, or a shorter one, is not ours to judge.
            if (NetlinkMessage.TryTake(ref datagram, out NetlinkMessage message)
                && message.Type == _family
                && exited.TryRead(GenericNetlink.AttributesOf(message.Payload), TaskstatsUapi.TASKSTATS_TYPE_AGGR_PID))
                return Errno.Success;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    /// <summary>Begins to listen with a receive buffer of <paramref name="receiveBufferBytes"/>; for tests.</summary>
    internal static Errno TryOpen(int receiveBufferBytes, out TaskExitListener? listener)
    {
        listener = null;
        Errno errno = TaskStatisticsReader.TryOpen(out NetlinkSocket? socket, out ushort family);
        if (socket is null)
            return errno;
        var opened = new TaskExitListener(socket, family);
        errno = opened.Register(receiveBufferBytes);
        if (errno.IsSuccess)
            listener = opened;
        else
            opened.Dispose();
        return errno;
    }

    private Errno Register(int receiveBufferBytes)
    {
        if (LibC.setsockopt(_socket.Descriptor, LibC.SOL_SOCKET, LibC.SO_RCVBUFFORCE, &receiveBufferBytes, sizeof(int)) != 0)
            _ = LibC.setsockopt(_socket.Descriptor, LibC.SOL_SOCKET, LibC.SO_RCVBUF, &receiveBufferBytes, sizeof(int));

        // Without this, one overrun makes the kernel drop everything until the queue is empty; LostRecords counts the losses.
        int one = 1;
        if (LibC.setsockopt(_socket.Descriptor, NetlinkUapi.SOL_NETLINK, NetlinkUapi.NETLINK_NO_ENOBUFS, &one, sizeof(int)) != 0)
            return Errno.Last();
        Span<byte> cpus = stackalloc byte[256];
        Errno errno = ReadPossibleCpus(cpus, out int length);
        if (!errno.IsSuccess)
            return errno;
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], _family, NetlinkUapi.NLM_F_ACK);
        request.Append(new GenlMsgHdr { cmd = TaskstatsUapi.TASKSTATS_CMD_GET, version = TaskstatsUapi.TASKSTATS_GENL_VERSION });
        request.AppendAttribute(TaskstatsUapi.TASKSTATS_CMD_ATTR_REGISTER_CPUMASK, cpus[..length]);
        return _socket.Command(request.Bytes);
    }

    /// <summary>The kernel's own list of CPUs, such as 0-7, with a terminating zero: a CPU beyond it would be refused.</summary>
    private static Errno ReadPossibleCpus(Span<byte> list, out int length)
    {
        length = 0;
        Errno errno = FileDescriptor.TryOpen("/sys/devices/system/cpu/possible"u8, out FileDescriptor? file);
        if (file is null)
            return errno;
        using (file)
            errno = file.ReadAt(list[..^1], 0, out length);
        length = list[..length].TrimEnd((byte)'\n').Length + 1;
        list[length - 1] = 0;
        return errno;
    }
}

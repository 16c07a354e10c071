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
    private readonly byte[] _cpus;

    private TaskExitListener(NetlinkSocket socket, ushort family, ReadOnlySpan<byte> cpus)
    {
        _socket = socket;
        _family = family;
        _cpus = cpus.ToArray();
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

    /// <summary>The socket, for tests.</summary>
    internal NetlinkSocket Socket => _socket;

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

    /// <summary>
    /// Ends listening. The kernel remembers a listener by its port number, which the next socket of this process may get: without being told, it
    /// would go on sending to that one.
    /// </summary>
    public void Dispose()
    {
        // Unconfirmed, because a confirmation would stand behind all records that nobody has fetched.
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], _family, 0);
        _ = _socket.Post(Compose(ref request, TaskstatsUapi.TASKSTATS_CMD_ATTR_DEREGISTER_CPUMASK));
        _socket.Dispose();
    }

    /// <summary>Begins to listen with a receive buffer of <paramref name="receiveBufferBytes"/>; for tests.</summary>
    internal static Errno TryOpen(int receiveBufferBytes, out TaskExitListener? listener)
    {
        listener = null;
        Span<byte> cpus = stackalloc byte[256];
        Errno errno = ReadPossibleCpus(cpus, out int length);
        if (!errno.IsSuccess)
            return errno;
        errno = TaskStatisticsReader.TryOpen(out NetlinkSocket? socket, out ushort family);
        if (socket is null)
            return errno;
        errno = SetReceiveBuffer(socket, receiveBufferBytes);
        var opened = new TaskExitListener(socket, family, cpus[..length]);
        if (errno.IsSuccess)
            errno = opened.Register();
        if (errno.IsSuccess)
            listener = opened;
        else
            socket.Dispose();
        return errno;
    }

    private static Errno SetReceiveBuffer(NetlinkSocket socket, int bytes)
    {
        if (LibC.setsockopt(socket.Descriptor, LibC.SOL_SOCKET, LibC.SO_RCVBUFFORCE, &bytes, sizeof(int)) != 0
            && LibC.setsockopt(socket.Descriptor, LibC.SOL_SOCKET, LibC.SO_RCVBUF, &bytes, sizeof(int)) != 0)
            return Errno.Last();

        // Without this, one overrun makes the kernel drop everything until the queue is empty; LostRecords counts the losses.
        int one = 1;
        return LibC.setsockopt(socket.Descriptor, NetlinkUapi.SOL_NETLINK, NetlinkUapi.NETLINK_NO_ENOBUFS, &one, sizeof(int)) == 0
            ? Errno.Success
            : Errno.Last();
    }

    private Errno Register()
    {
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], _family, NetlinkUapi.NLM_F_ACK);
        return _socket.Command(Compose(ref request, TaskstatsUapi.TASKSTATS_CMD_ATTR_REGISTER_CPUMASK));
    }

    private Span<byte> Compose(ref NetlinkRequest request, ushort attribute)
    {
        request.Append(new GenlMsgHdr { cmd = TaskstatsUapi.TASKSTATS_CMD_GET, version = TaskstatsUapi.TASKSTATS_GENL_VERSION });
        request.AppendAttribute(attribute, _cpus);
        return request.Bytes;
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

using System.Runtime.InteropServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>
/// Asks for the accounting of single tasks. Needs CAP_NET_ADMIN and a kernel with CONFIG_TASKSTATS. Not safe for concurrent use.
/// Source: Documentation/accounting/taskstats.rst.
/// </summary>
public sealed class TaskStatisticsReader : IDisposable
{
    private const int RequestBytes = 64;
    private readonly NetlinkSocket _socket;
    private readonly ushort _family;

    private TaskStatisticsReader(NetlinkSocket socket, ushort family)
    {
        _socket = socket;
        _family = family;
    }

    /// <summary>The family's name, with its terminating zero.</summary>
    internal static ReadOnlySpan<byte> FamilyName => "TASKSTATS\0"u8;

    /// <summary>Opens the door; fails with <see cref="Errno.NoSuchEntry"/> where the kernel was built without task accounting.</summary>
    public static Errno TryOpen(out TaskStatisticsReader? reader)
    {
        Errno errno = TryOpen(out NetlinkSocket? socket, out ushort family);
        reader = socket is null ? null : new TaskStatisticsReader(socket, family);
        return errno;
    }

    /// <summary>Reads the figures of thread <paramref name="thread"/>.</summary>
    /// <returns>
    /// Success; <see cref="Errno.NoSuchProcess"/> where it is gone; <see cref="Errno.OperationNotPermitted"/> without CAP_NET_ADMIN.
    /// </returns>
    public Errno ReadThread(int thread, TaskStatistics statistics) =>
        Read(TaskstatsUapi.TASKSTATS_CMD_ATTR_PID, thread, TaskstatsUapi.TASKSTATS_TYPE_AGGR_PID, statistics);

    /// <summary>
    /// Reads the figures of all threads of process <paramref name="process"/>, those that ended included. The kernel fills delays, CPU times and
    /// context switches only.
    /// </summary>
    /// <inheritdoc cref="ReadThread"/>
    public Errno ReadProcess(int process, TaskStatistics statistics) =>
        Read(TaskstatsUapi.TASKSTATS_CMD_ATTR_TGID, process, TaskstatsUapi.TASKSTATS_TYPE_AGGR_TGID, statistics);

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    /// <summary>Opens a socket and finds the family's message type.</summary>
    internal static Errno TryOpen(out NetlinkSocket? socket, out ushort family)
    {
        family = 0;
        Errno errno = NetlinkSocket.TryOpen(NetlinkUapi.NETLINK_GENERIC, out socket);
        if (socket is null)
            return errno;
        errno = GenericNetlink.TryResolve(socket, FamilyName, out family);
        if (errno.IsSuccess)
            return errno;
        socket.Dispose();
        socket = null;
        return errno;
    }

    private Errno Read(ushort question, int id, ushort answer, TaskStatistics statistics)
    {
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], _family, 0);
        request.Append(new GenlMsgHdr { cmd = TaskstatsUapi.TASKSTATS_CMD_GET, version = TaskstatsUapi.TASKSTATS_GENL_VERSION });
        request.AppendAttribute(question, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in id)));
        Errno errno = _socket.Ask(request.Bytes, out NetlinkMessage reply);
        if (!errno.IsSuccess)
            return errno;
        return statistics.TryRead(GenericNetlink.AttributesOf(reply.Payload), answer) ? Errno.Success : Errno.ProtocolError;
    }
}

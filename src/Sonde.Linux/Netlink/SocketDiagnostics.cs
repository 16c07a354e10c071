using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>
/// Asks the kernel for the sockets of this network namespace, as <c>ss</c> does: about a microsecond a socket, where /proc/net/tcp walks
/// the whole hash table to show ten. Needs no privilege. Not safe for concurrent use. Source: sock_diag(7).
/// </summary>
public sealed class SocketDiagnostics : IDisposable
{
    private const int RequestBytes = 128;
    private readonly NetlinkSocket _socket;

    private SocketDiagnostics(NetlinkSocket socket) => _socket = socket;

    /// <summary>Opens the door; fails where the kernel lacks sock_diag (EPROTONOSUPPORT) or a sandbox forbids netlink.</summary>
    public static Errno TryOpen(out SocketDiagnostics? diagnostics)
    {
        Errno errno = NetlinkSocket.TryOpen(NetlinkUapi.NETLINK_SOCK_DIAG, out NetlinkSocket? socket);
        diagnostics = socket is null ? null : new SocketDiagnostics(socket);
        return errno;
    }

    /// <summary>Enumerates the sockets of one family and protocol.</summary>
    /// <param name="family">The address family.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="states">The states to show; the kernel skips the others.</param>
    /// <param name="details">What to tell besides identity, state and queues.</param>
    public InternetSocketDump Dump(
        InternetFamily family,
        TransportProtocol protocol,
        SocketStates states = SocketStates.All,
        SocketDetails details = SocketDetails.None)
    {
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], SockDiagUapi.SOCK_DIAG_BY_FAMILY, NetlinkUapi.NLM_F_DUMP);
        request.Append(new InetDiagReqV2
        {
            sdiag_family = (byte)family,
            sdiag_protocol = (byte)protocol,
            idiag_ext = (byte)details,
            idiag_states = (uint)states,
        });
        return new InternetSocketDump(_socket.Dump(request.Bytes));
    }

    /// <summary>Adds the sockets of one family and protocol to <paramref name="counts"/>.</summary>
    /// <param name="family">The address family.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="counts">Where they are added; after an error some are.</param>
    /// <param name="states">The states to count.</param>
    public Errno CountByState(
        InternetFamily family,
        TransportProtocol protocol,
        ref SocketStateCounts counts,
        SocketStates states = SocketStates.All)
    {
        InternetSocketDump dump = Dump(family, protocol, states);
        while (dump.MoveNext())
            counts.Add(dump.Current.State);
        return dump.Outcome;
    }

    /// <summary>Enumerates Unix sockets with their names and queues.</summary>
    /// <param name="states">The states to show; a listener's queue is what tells of saturation.</param>
    public UnixSocketDump DumpUnix(SocketStates states = SocketStates.Listen)
    {
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], SockDiagUapi.SOCK_DIAG_BY_FAMILY, NetlinkUapi.NLM_F_DUMP);
        request.Append(new UnixDiagReq
        {
            sdiag_family = LibC.AF_UNIX,
            udiag_states = (uint)states,
            udiag_show = SockDiagUapi.UDIAG_SHOW_NAME | SockDiagUapi.UDIAG_SHOW_RQLEN,
        });
        return new UnixSocketDump(_socket.Dump(request.Bytes));
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}

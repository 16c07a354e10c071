using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>
/// Asks for the interfaces, queueing disciplines and neighbour tables of this network namespace. Needs no privilege.
/// Not safe for concurrent use. Source: rtnetlink(7).
/// </summary>
public sealed class RouteNetlink : IDisposable
{
    private const int RequestBytes = 64;
    private const int MaximumAttempts = 4;
    private readonly NetlinkSocket _socket;

    private RouteNetlink(NetlinkSocket socket) => _socket = socket;

    private delegate bool Reader<T>(T record, ReadOnlySpan<byte> payload);

    /// <summary>Opens the door; fails where a sandbox forbids netlink.</summary>
    public static Errno TryOpen(out RouteNetlink? route)
    {
        Errno errno = NetlinkSocket.TryOpen(NetlinkUapi.NETLINK_ROUTE, out NetlinkSocket? socket);
        route = socket is null ? null : new RouteNetlink(socket);
        return errno;
    }

    /// <summary>Fills <paramref name="links"/> with the interfaces.</summary>
    public Errno ReadLinks(ReusedList<NetworkLink> links)
    {
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], RtnetlinkUapi.RTM_GETLINK, NetlinkUapi.NLM_F_DUMP);
        request.Append(default(IfInfoMsg));
        return Read(request.Bytes, RtnetlinkUapi.RTM_NEWLINK, links, static (link, payload) => link.TryRead(payload));
    }

    /// <summary>Fills <paramref name="disciplines"/> with the queueing disciplines of all interfaces.</summary>
    public Errno ReadQueueingDisciplines(ReusedList<QueueingDiscipline> disciplines)
    {
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], RtnetlinkUapi.RTM_GETQDISC, NetlinkUapi.NLM_F_DUMP);
        request.Append(default(TcMsg));
        return Read(request.Bytes, RtnetlinkUapi.RTM_NEWQDISC, disciplines, static (discipline, payload) => discipline.TryRead(payload));
    }

    /// <summary>Fills <paramref name="tables"/> with the neighbour tables of IPv4 and IPv6.</summary>
    public Errno ReadNeighbourTables(ReusedList<NeighbourTable> tables)
    {
        var request = new NetlinkRequest(stackalloc byte[RequestBytes], RtnetlinkUapi.RTM_GETNEIGHTBL, NetlinkUapi.NLM_F_DUMP);
        request.Append(default(NdtMsg));
        return Read(request.Bytes, RtnetlinkUapi.RTM_NEWNEIGHTBL, tables, static (table, payload) => table.TryRead(payload));
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private Errno Read<T>(Span<byte> request, ushort answerType, ReusedList<T> records, Reader<T> reader)
        where T : class, new()
    {
        for (int attempt = 1; ; attempt++)
        {
            records.Clear();
            NetlinkDump dump = _socket.Dump(request);
            while (dump.MoveNext())
            {
                if (dump.Current.Type == answerType && reader(records.Next(), dump.Current.Payload))
                    records.Keep();
            }

            // An interface came or went while the kernel listed them: ask again, and in the end be content with what there is.
            if (!dump.Outcome.IsSuccess || !dump.WasInterrupted || attempt == MaximumAttempts)
                return dump.Outcome;
        }
    }
}

using Sonde.Proc.Network;

namespace Sonde.Metrics.Catalogue;

/// <summary>The fields of sockets at one moment, from /proc/net/sockstat (net/ipv4/proc.c).</summary>
public static class SocketFields
{
    /// <summary>sar totsck.</summary>
    public static readonly NumberField<SocketUsage> Used =
        new("sockets_used", "", FieldKind.Gauge, Source + " sockets:used", "sockets:used", "sockets of all kinds in the network namespace", static r => r.SocketsUsed ?? double.NaN);

    /// <summary>sar tcpsck.</summary>
    public static readonly NumberField<SocketUsage> TcpInUse =
        new("sockets_tcp", "", FieldKind.Gauge, Source + " TCP:inuse", "TCP:inuse", "TCP sockets of IPv4", static r => r.TcpInUse ?? double.NaN);

    /// <summary>Orphaned TCP sockets.</summary>
    public static readonly NumberField<SocketUsage> TcpOrphans =
        new("sockets_tcp_orphans", "", FieldKind.Gauge, Source + " TCP:orphan", "TCP:orphan", "TCP sockets that no program holds any more, of the whole machine", static r => r.TcpOrphans ?? double.NaN);

    /// <summary>sar tcp-tw.</summary>
    public static readonly NumberField<SocketUsage> TcpTimeWait =
        new("sockets_tcp_time_wait", "", FieldKind.Gauge, Source + " TCP:tw", "TCP:tw", "connections in TIME_WAIT", static r => r.TcpTimeWait ?? double.NaN);

    /// <summary>TCP buffer memory.</summary>
    public static readonly NumberField<SocketUsage> TcpMemory =
        new("sockets_tcp_memory_pages", "pages", FieldKind.Gauge, Source + " TCP:mem", "TCP:mem", "pages in TCP buffers, of the whole machine", static r => r.TcpMemoryPages ?? double.NaN);

    /// <summary>sar udpsck.</summary>
    public static readonly NumberField<SocketUsage> UdpInUse =
        new("sockets_udp", "", FieldKind.Gauge, Source + " UDP:inuse", "UDP:inuse", "UDP sockets of IPv4", static r => r.UdpInUse ?? double.NaN);

    /// <summary>UDP buffer memory.</summary>
    public static readonly NumberField<SocketUsage> UdpMemory =
        new("sockets_udp_memory_pages", "pages", FieldKind.Gauge, Source + " UDP:mem", "UDP:mem", "pages in UDP buffers, of the whole machine", static r => r.UdpMemoryPages ?? double.NaN);

    /// <summary>sar rawsck.</summary>
    public static readonly NumberField<SocketUsage> RawInUse =
        new("sockets_raw", "", FieldKind.Gauge, Source + " RAW:inuse", "RAW:inuse", "raw sockets of IPv4", static r => r.RawInUse ?? double.NaN);

    /// <summary>sar ip-frag.</summary>
    public static readonly NumberField<SocketUsage> Fragments =
        new("ip_fragment_queues", "", FieldKind.Gauge, Source + " FRAG:inuse", "FRAG:inuse", "packets that wait for their other fragments", static r => r.FragmentQueues ?? double.NaN);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All =>
    [
        Used, TcpInUse, TcpOrphans, TcpTimeWait, TcpMemory, UdpInUse, UdpMemory, RawInUse, Fragments,
    ];

    private const string Source = "/proc/net/sockstat";
}

using Sonde.Metrics.Rates;

namespace Sonde.Metrics.Catalogue;

/// <summary>The fields of IP, TCP and UDP, from /proc/net/snmp and netstat (net/ipv4/proc.c), of Sonde's network namespace.</summary>
public static class ProtocolFields
{
    /// <summary>sar active/s.</summary>
    public static readonly NumberField<ProtocolRates> TcpActiveOpens =
        Rate("tcp_active_opens_per_second", "TcpActiveOpens", "connections that this machine opened");

    /// <summary>sar passive/s.</summary>
    public static readonly NumberField<ProtocolRates> TcpPassiveOpens =
        Rate("tcp_passive_opens_per_second", "TcpPassiveOpens", "connections that others opened to this machine");

    /// <summary>sar iseg/s.</summary>
    public static readonly NumberField<ProtocolRates> TcpSegmentsIn =
        Rate("tcp_segments_in_per_second", "TcpInSegs", "TCP segments received");

    /// <summary>sar oseg/s.</summary>
    public static readonly NumberField<ProtocolRates> TcpSegmentsOut =
        Rate("tcp_segments_out_per_second", "TcpOutSegs", "TCP segments sent, those sent again not included");

    /// <summary>sar retrans/s.</summary>
    public static readonly NumberField<ProtocolRates> TcpRetransmits =
        Rate("tcp_retransmits_per_second", "TcpRetransSegs", "TCP segments sent again");

    /// <summary>sar atmptf/s.</summary>
    public static readonly NumberField<ProtocolRates> TcpAttemptFails =
        Rate("tcp_attempt_fails_per_second", "TcpAttemptFails", "connections that failed before they were established");

    /// <summary>sar estres/s.</summary>
    public static readonly NumberField<ProtocolRates> TcpEstablishedResets =
        Rate("tcp_established_resets_per_second", "TcpEstabResets", "established connections that were reset");

    /// <summary>sar orsts/s.</summary>
    public static readonly NumberField<ProtocolRates> TcpResetsOut =
        Rate("tcp_resets_out_per_second", "TcpOutRsts", "resets sent");

    /// <summary>sar isegerr/s.</summary>
    public static readonly NumberField<ProtocolRates> TcpErrorsIn =
        Rate("tcp_errors_in_per_second", "TcpInErrs", "TCP segments received with an error");

    /// <summary>Full accept queues.</summary>
    public static readonly NumberField<ProtocolRates> TcpListenOverflows =
        Rate("tcp_listen_overflows_per_second", "TcpExtListenOverflows", "connections refused because the accept queue of a listener was full");

    /// <summary>Connections dropped at a listener.</summary>
    public static readonly NumberField<ProtocolRates> TcpListenDrops =
        Rate("tcp_listen_drops_per_second", "TcpExtListenDrops", "connections dropped at a listener, for a full queue or another reason");

    /// <summary>Full SYN queues.</summary>
    public static readonly NumberField<ProtocolRates> TcpRequestQueueFull =
        Rate("tcp_request_queue_full_per_second", "TcpExtTCPReqQFullDrop", "SYNs dropped because the SYN queue of a listener was full");

    /// <summary>Retransmission timeouts.</summary>
    public static readonly NumberField<ProtocolRates> TcpTimeouts =
        Rate("tcp_timeouts_per_second", "TcpExtTCPTimeouts", "times that a sender waited for an acknowledgement in vain");

    /// <summary>Lost retransmits.</summary>
    public static readonly NumberField<ProtocolRates> TcpLostRetransmits =
        Rate("tcp_lost_retransmits_per_second", "TcpExtTCPLostRetransmit", "segments sent again that were lost again");

    /// <summary>Full socket backlogs.</summary>
    public static readonly NumberField<ProtocolRates> TcpBacklogDrops =
        Rate("tcp_backlog_drops_per_second", "TcpExtTCPBacklogDrop", "segments dropped because the socket was busy and its backlog full");

    /// <summary>Aborts for lack of memory.</summary>
    public static readonly NumberField<ProtocolRates> TcpAbortsOnMemory =
        Rate("tcp_aborts_on_memory_per_second", "TcpExtTCPAbortOnMemory", "connections aborted because TCP was out of memory");

    /// <summary>Zero windows advertised.</summary>
    public static readonly NumberField<ProtocolRates> TcpZeroWindowAdvertised =
        Rate("tcp_zero_windows_per_second", "TcpExtTCPToZeroWindowAdv", "times that a receiver told its peer to stop, since the program did not read");

    /// <summary>sar idgm/s.</summary>
    public static readonly NumberField<ProtocolRates> UdpDatagramsIn =
        Rate("udp_datagrams_in_per_second", "UdpInDatagrams", "UDP datagrams delivered");

    /// <summary>sar odgm/s.</summary>
    public static readonly NumberField<ProtocolRates> UdpDatagramsOut =
        Rate("udp_datagrams_out_per_second", "UdpOutDatagrams", "UDP datagrams sent");

    /// <summary>sar noport/s.</summary>
    public static readonly NumberField<ProtocolRates> UdpNoPorts =
        Rate("udp_no_ports_per_second", "UdpNoPorts", "UDP datagrams to a port at which nobody listens");

    /// <summary>sar idgmerr/s.</summary>
    public static readonly NumberField<ProtocolRates> UdpErrorsIn =
        Rate("udp_errors_in_per_second", "UdpInErrors", "UDP datagrams that were not delivered, full receive buffers included");

    /// <summary>Full UDP receive buffers.</summary>
    public static readonly NumberField<ProtocolRates> UdpReceiveBufferErrors =
        Rate("udp_receive_buffer_errors_per_second", "UdpRcvbufErrors", "UDP datagrams dropped because the receive buffer of the socket was full");

    /// <summary>Full UDP send buffers.</summary>
    public static readonly NumberField<ProtocolRates> UdpSendBufferErrors =
        Rate("udp_send_buffer_errors_per_second", "UdpSndbufErrors", "UDP datagrams not sent because the send buffer was full");

    /// <summary>sar irec/s.</summary>
    public static readonly NumberField<ProtocolRates> IpDatagramsIn =
        Rate("ip_datagrams_in_per_second", "IpInReceives", "IPv4 packets received");

    /// <summary>sar orq/s.</summary>
    public static readonly NumberField<ProtocolRates> IpDatagramsOut =
        Rate("ip_datagrams_out_per_second", "IpOutRequests", "IPv4 packets that this machine sent");

    /// <summary>sar fwddgm/s.</summary>
    public static readonly NumberField<ProtocolRates> IpForwarded =
        Rate("ip_forwarded_per_second", "IpForwDatagrams", "IPv4 packets forwarded");

    /// <summary>sar idisc/s.</summary>
    public static readonly NumberField<ProtocolRates> IpDiscardsIn =
        Rate("ip_discards_in_per_second", "IpInDiscards", "IPv4 packets received and thrown away for lack of room");

    /// <summary>sar asmf/s.</summary>
    public static readonly NumberField<ProtocolRates> IpReassemblyFails =
        Rate("ip_reassembly_fails_per_second", "IpReasmFails", "IPv4 packets that could not be put together from their fragments");

    /// <summary>Share of segments sent again.</summary>
    public static readonly NumberField<ProtocolRates> TcpRetransmitPercent =
        new("tcp_retransmit_percent", "%", FieldKind.Share, "/proc/net/snmp TcpRetransSegs, TcpOutSegs", "100 · ΔTcpRetransSegs / ΔTcpOutSegs", "TCP segments sent again, of those sent", static r => r.RetransmitPercent);

    /// <summary>Established connections.</summary>
    public static readonly NumberField<ProtocolRates> TcpEstablished =
        new("tcp_established", "", FieldKind.Gauge, "/proc/net/snmp TcpCurrEstab", "TcpCurrEstab", "TCP connections that are established or half closed", static r => r.Gauge("TcpCurrEstab"));

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All =>
    [
        TcpActiveOpens, TcpPassiveOpens, TcpSegmentsIn, TcpSegmentsOut, TcpRetransmits, TcpAttemptFails, TcpEstablishedResets, TcpResetsOut,
        TcpErrorsIn, TcpListenOverflows, TcpListenDrops, TcpRequestQueueFull, TcpTimeouts, TcpLostRetransmits, TcpBacklogDrops,
        TcpAbortsOnMemory, TcpZeroWindowAdvertised, UdpDatagramsIn, UdpDatagramsOut, UdpNoPorts, UdpErrorsIn, UdpReceiveBufferErrors,
        UdpSendBufferErrors, IpDatagramsIn, IpDatagramsOut, IpForwarded, IpDiscardsIn, IpReassemblyFails, TcpRetransmitPercent,
        TcpEstablished,
    ];

    private static NumberField<ProtocolRates> Rate(string id, string counter, string meaning) =>
        new(id, "1/s", FieldKind.Rate, SourceOf(counter), $"Δ{counter} / T", meaning, r => r.PerSecond(counter));

    private static string SourceOf(string counter) => counter.Contains("Ext", StringComparison.Ordinal) ? $"/proc/net/netstat {counter}" : $"/proc/net/snmp {counter}";
}

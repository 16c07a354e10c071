using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>
/// The counters of one interface since it was made. Source: struct rtnl_link_stats64, include/uapi/linux/if_link.h, shown by <c>ip -s -s link</c>.
/// Drivers may reset them, and each decides which detailed counter it keeps.
/// </summary>
public readonly struct LinkStatistics
{
    private readonly RtnlLinkStats64 _record;

    private LinkStatistics(in RtnlLinkStats64 record) => _record = record;

    /// <summary>Packets received.</summary>
    public ulong ReceivedPackets => _record.rx_packets;

    /// <summary>Packets sent.</summary>
    public ulong SentPackets => _record.tx_packets;

    /// <summary>Bytes received.</summary>
    public ulong ReceivedBytes => _record.rx_bytes;

    /// <summary>Bytes sent.</summary>
    public ulong SentBytes => _record.tx_bytes;

    /// <summary>Bad packets received, all kinds.</summary>
    public ulong ReceiveErrors => _record.rx_errors;

    /// <summary>Packets that could not be sent, all kinds.</summary>
    public ulong SendErrors => _record.tx_errors;

    /// <summary>
    /// Packets received but not processed: no memory, or no protocol wanted them. Unlike in /proc/net/dev, <see cref="ReceiveMissed"/> is not
    /// included.
    /// </summary>
    public ulong ReceiveDropped => _record.rx_dropped;

    /// <summary>Packets dropped on their way out, as for lack of room.</summary>
    public ulong SendDropped => _record.tx_dropped;

    /// <summary>Multicast packets received.</summary>
    public ulong Multicast => _record.multicast;

    /// <summary>Collisions, on half-duplex media.</summary>
    public ulong Collisions => _record.collisions;

    /// <summary>Received with an impossible length.</summary>
    public ulong ReceiveLengthErrors => _record.rx_length_errors;

    /// <summary>Receiver ring overflows, as some drivers count them.</summary>
    public ulong ReceiveOverErrors => _record.rx_over_errors;

    /// <summary>Received with a bad checksum: cable, port or module.</summary>
    public ulong ReceiveCrcErrors => _record.rx_crc_errors;

    /// <summary>Received with bad framing.</summary>
    public ulong ReceiveFrameErrors => _record.rx_frame_errors;

    /// <summary>Receiver FIFO overruns.</summary>
    public ulong ReceiveFifoErrors => _record.rx_fifo_errors;

    /// <summary>Missed by the host: the ring had no room because the CPU was too slow.</summary>
    public ulong ReceiveMissed => _record.rx_missed_errors;

    /// <summary>Aborted while sending.</summary>
    public ulong SendAborted => _record.tx_aborted_errors;

    /// <summary>Lost the carrier while sending.</summary>
    public ulong SendCarrierErrors => _record.tx_carrier_errors;

    /// <summary>Sender FIFO underruns.</summary>
    public ulong SendFifoErrors => _record.tx_fifo_errors;

    /// <summary>Heartbeat missing, on old half-duplex media.</summary>
    public ulong SendHeartbeatErrors => _record.tx_heartbeat_errors;

    /// <summary>Late collisions.</summary>
    public ulong SendWindowErrors => _record.tx_window_errors;

    /// <summary>Compressed packets received, as by PPP.</summary>
    public ulong ReceivedCompressed => _record.rx_compressed;

    /// <summary>Compressed packets sent.</summary>
    public ulong SentCompressed => _record.tx_compressed;

    /// <summary>Received by an inactive member of a bond or team, and dropped.</summary>
    public ulong ReceivedWithoutHandler => _record.rx_nohandler;

    /// <summary>Dropped because addressed to another host.</summary>
    public ulong ReceivedForOtherHost => _record.rx_otherhost_dropped;

    internal static LinkStatistics Read(NetlinkAttribute attribute)
    {
        attribute.ReadPrefix(out RtnlLinkStats64 record);
        return new LinkStatistics(record);
    }
}

using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct rtnl_link_stats64, include/uapi/linux/if_link.h; rx_nohandler since Linux 4.6, rx_otherhost_dropped since 5.19.</summary>
[StructLayout(LayoutKind.Sequential, Size = 200)]
internal struct RtnlLinkStats64
{
    internal ulong rx_packets;
    internal ulong tx_packets;
    internal ulong rx_bytes;
    internal ulong tx_bytes;
    internal ulong rx_errors;
    internal ulong tx_errors;
    internal ulong rx_dropped;
    internal ulong tx_dropped;
    internal ulong multicast;
    internal ulong collisions;
    internal ulong rx_length_errors;
    internal ulong rx_over_errors;
    internal ulong rx_crc_errors;
    internal ulong rx_frame_errors;
    internal ulong rx_fifo_errors;
    internal ulong rx_missed_errors;
    internal ulong tx_aborted_errors;
    internal ulong tx_carrier_errors;
    internal ulong tx_fifo_errors;
    internal ulong tx_heartbeat_errors;
    internal ulong tx_window_errors;
    internal ulong rx_compressed;
    internal ulong tx_compressed;
    internal ulong rx_nohandler;
    internal ulong rx_otherhost_dropped;
}

using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct tcp_info, include/uapi/linux/tcp.h, as of Linux 6.18; older kernels send a prefix.</summary>
[StructLayout(LayoutKind.Sequential, Size = 280)]
internal struct TcpInfo
{
    internal byte tcpi_state;
    internal byte tcpi_ca_state;
    internal byte tcpi_retransmits;
    internal byte tcpi_probes;
    internal byte tcpi_backoff;
    internal byte tcpi_options;
    internal byte tcpi_wscale_bits;
    internal byte tcpi_delivery_rate_bits;
    internal uint tcpi_rto;
    internal uint tcpi_ato;
    internal uint tcpi_snd_mss;
    internal uint tcpi_rcv_mss;
    internal uint tcpi_unacked;
    internal uint tcpi_sacked;
    internal uint tcpi_lost;
    internal uint tcpi_retrans;
    internal uint tcpi_fackets;
    internal uint tcpi_last_data_sent;
    internal uint tcpi_last_ack_sent;
    internal uint tcpi_last_data_recv;
    internal uint tcpi_last_ack_recv;
    internal uint tcpi_pmtu;
    internal uint tcpi_rcv_ssthresh;
    internal uint tcpi_rtt;
    internal uint tcpi_rttvar;
    internal uint tcpi_snd_ssthresh;
    internal uint tcpi_snd_cwnd;
    internal uint tcpi_advmss;
    internal uint tcpi_reordering;
    internal uint tcpi_rcv_rtt;
    internal uint tcpi_rcv_space;
    internal uint tcpi_total_retrans;
    internal ulong tcpi_pacing_rate;
    internal ulong tcpi_max_pacing_rate;
    internal ulong tcpi_bytes_acked;
    internal ulong tcpi_bytes_received;
    internal uint tcpi_segs_out;
    internal uint tcpi_segs_in;
    internal uint tcpi_notsent_bytes;
    internal uint tcpi_min_rtt;
    internal uint tcpi_data_segs_in;
    internal uint tcpi_data_segs_out;
    internal ulong tcpi_delivery_rate;
    internal ulong tcpi_busy_time;
    internal ulong tcpi_rwnd_limited;
    internal ulong tcpi_sndbuf_limited;
    internal uint tcpi_delivered;
    internal uint tcpi_delivered_ce;
    internal ulong tcpi_bytes_sent;
    internal ulong tcpi_bytes_retrans;
    internal uint tcpi_dsack_dups;
    internal uint tcpi_reord_seen;
    internal uint tcpi_rcv_ooopack;
    internal uint tcpi_snd_wnd;
    internal uint tcpi_rcv_wnd;
    internal uint tcpi_rehash;
    internal ushort tcpi_total_rto;
    internal ushort tcpi_total_rto_recoveries;
    internal uint tcpi_total_rto_time;
    internal uint tcpi_received_ce;
    internal uint tcpi_delivered_e1_bytes;
    internal uint tcpi_delivered_e0_bytes;
    internal uint tcpi_delivered_ce_bytes;
    internal uint tcpi_received_e1_bytes;
    internal uint tcpi_received_e0_bytes;
    internal uint tcpi_received_ce_bytes;
    internal ushort tcpi_accecn_fail_mode;
    internal ushort tcpi_accecn_opt_seen;
}

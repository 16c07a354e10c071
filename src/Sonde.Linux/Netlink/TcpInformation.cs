using System.Runtime.CompilerServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>
/// The kernel's view of one TCP connection: struct tcp_info of include/uapi/linux/tcp.h, shown by <c>ss -ti</c>. Counters run from the connection's
/// start. What the running kernel is too old to tell is null. Counts are in segments where no other unit is given.
/// </summary>
public readonly struct TcpInformation
{
    /// <summary>Everything up to tcpi_total_retrans; kernels since 2.6.9 send it.</summary>
    private const int OldestLength = 104;

    private readonly TcpInfo _info;
    private readonly int _length;

    private TcpInformation(in TcpInfo info, int length)
    {
        _info = info;
        _length = length;
    }

    /// <summary>Where the sender stands in congestion control.</summary>
    public TcpCongestionState CongestionState => (TcpCongestionState)_info.tcpi_ca_state;

    /// <summary>Time-outs in a row on the oldest segment.</summary>
    public int Retransmits => _info.tcpi_retransmits;

    /// <summary>Probes of a closed window, or keep-alives, without an answer.</summary>
    public int Probes => _info.tcpi_probes;

    /// <summary>How often the retransmission time-out was doubled.</summary>
    public int Backoff => _info.tcpi_backoff;

    /// <summary>The smoothed round-trip time.</summary>
    public TimeSpan RoundTripTime => Microseconds(_info.tcpi_rtt);

    /// <summary>The mean deviation of the round-trip time.</summary>
    public TimeSpan RoundTripVariation => Microseconds(_info.tcpi_rttvar);

    /// <summary>The smallest round-trip time of late; null while there is none, and before Linux 4.6.</summary>
    public TimeSpan? MinimumRoundTripTime => Known(in _info.tcpi_min_rtt) is uint time and not uint.MaxValue ? Microseconds(time) : null;

    /// <summary>The round-trip time as the receiver estimates it; zero where it never did.</summary>
    public TimeSpan ReceiverRoundTripTime => Microseconds(_info.tcpi_rcv_rtt);

    /// <summary>The retransmission time-out in force.</summary>
    public TimeSpan RetransmissionTimeout => Microseconds(_info.tcpi_rto);

    /// <summary>The delayed-acknowledgement time-out.</summary>
    public TimeSpan AcknowledgementTimeout => Microseconds(_info.tcpi_ato);

    /// <summary>Since data was last sent.</summary>
    public TimeSpan SinceLastSend => TimeSpan.FromMilliseconds(_info.tcpi_last_data_sent);

    /// <summary>Since data was last received.</summary>
    public TimeSpan SinceLastReceive => TimeSpan.FromMilliseconds(_info.tcpi_last_data_recv);

    /// <summary>Since the last acknowledgement was received.</summary>
    public TimeSpan SinceLastAcknowledgement => TimeSpan.FromMilliseconds(_info.tcpi_last_ack_recv);

    /// <summary>The largest segment sent, in bytes.</summary>
    public uint SendSegmentBytes => _info.tcpi_snd_mss;

    /// <summary>The largest segment received, in bytes.</summary>
    public uint ReceiveSegmentBytes => _info.tcpi_rcv_mss;

    /// <summary>The path's packet size, in bytes.</summary>
    public uint PathMtuBytes => _info.tcpi_pmtu;

    /// <summary>The congestion window.</summary>
    public uint CongestionWindow => _info.tcpi_snd_cwnd;

    /// <summary>Where slow start ends; 0x7fffffff while it never did.</summary>
    public uint SlowStartThreshold => _info.tcpi_snd_ssthresh;

    /// <summary>Sent and not acknowledged. For a listener, connections that wait to be accepted.</summary>
    public uint Unacknowledged => _info.tcpi_unacked;

    /// <summary>Acknowledged selectively. For a listener, the most connections that may wait.</summary>
    public uint SelectivelyAcknowledged => _info.tcpi_sacked;

    /// <summary>Taken for lost and not yet repaired.</summary>
    public uint Lost => _info.tcpi_lost;

    /// <summary>Sent again and not yet acknowledged.</summary>
    public uint RetransmitsInFlight => _info.tcpi_retrans;

    /// <summary>Sent again since the start.</summary>
    public uint TotalRetransmits => _info.tcpi_total_retrans;

    /// <summary>How far segments were seen to overtake each other; 3 by default.</summary>
    public uint Reordering => _info.tcpi_reordering;

    /// <summary>The space offered to the sender for one round trip, in bytes.</summary>
    public uint ReceiveSpaceBytes => _info.tcpi_rcv_space;

    /// <summary>Acknowledged by the peer, SYN and FIN counted as one byte each; null before Linux 4.1.</summary>
    public ulong? BytesAcknowledged => Known(in _info.tcpi_bytes_acked);

    /// <summary>Received in order; null before Linux 4.1.</summary>
    public ulong? BytesReceived => Known(in _info.tcpi_bytes_received);

    /// <summary>Segments sent, retransmits included; null before Linux 4.2.</summary>
    public uint? SegmentsSent => Known(in _info.tcpi_segs_out);

    /// <summary>Segments received; null before Linux 4.2.</summary>
    public uint? SegmentsReceived => Known(in _info.tcpi_segs_in);

    /// <summary>Written by the program and never sent yet; null before Linux 4.6.</summary>
    public uint? NotSentBytes => Known(in _info.tcpi_notsent_bytes);

    /// <summary>Segments with data sent, retransmits included; null before Linux 4.6.</summary>
    public uint? DataSegmentsSent => Known(in _info.tcpi_data_segs_out);

    /// <summary>Bytes a second that lately arrived; null before Linux 4.9.</summary>
    public ulong? DeliveryRateBytesPerSecond => Known(in _info.tcpi_delivery_rate);

    /// <summary>True where <see cref="DeliveryRateBytesPerSecond"/> shows what the program wrote and not what the path carries.</summary>
    public bool IsDeliveryRateLimitedByApplication => (_info.tcpi_delivery_rate_bits & 1) != 0;

    /// <summary>Time with data to send; null before Linux 4.10, like the two shares of it below.</summary>
    public TimeSpan? BusyTime => Known(in _info.tcpi_busy_time) is ulong time ? Microseconds(time) : null;

    /// <summary>Of <see cref="BusyTime"/>, stalled by the peer's receive window: the peer reads too slowly.</summary>
    public TimeSpan? ReceiveWindowLimitedTime => Known(in _info.tcpi_rwnd_limited) is ulong time ? Microseconds(time) : null;

    /// <summary>Of <see cref="BusyTime"/>, stalled by the own send buffer: it is too small for the path.</summary>
    public TimeSpan? SendBufferLimitedTime => Known(in _info.tcpi_sndbuf_limited) is ulong time ? Microseconds(time) : null;

    /// <summary>Segments delivered; null before Linux 4.18.</summary>
    public uint? Delivered => Known(in _info.tcpi_delivered);

    /// <summary>Segments delivered with a congestion mark; null before Linux 4.18.</summary>
    public uint? DeliveredWithCongestionMark => Known(in _info.tcpi_delivered_ce);

    /// <summary>Sent, retransmits included; null before Linux 4.19.</summary>
    public ulong? BytesSent => Known(in _info.tcpi_bytes_sent);

    /// <summary>Sent again; null before Linux 4.19.</summary>
    public ulong? BytesRetransmitted => Known(in _info.tcpi_bytes_retrans);

    /// <summary>Segments that the peer reported to have received twice; null before Linux 4.19.</summary>
    public uint? DuplicatesReported => Known(in _info.tcpi_dsack_dups);

    /// <summary>Segments received out of order; null before Linux 5.4.</summary>
    public uint? OutOfOrderReceived => Known(in _info.tcpi_rcv_ooopack);

    /// <summary>The peer's receive window in bytes, 0 where it is closed; null before Linux 5.4.</summary>
    public uint? PeerWindowBytes => Known(in _info.tcpi_snd_wnd);

    /// <summary>The own receive window in bytes; null before Linux 6.2.</summary>
    public uint? OwnWindowBytes => Known(in _info.tcpi_rcv_wnd);

    /// <summary>Retransmission time-outs since the start; null before Linux 6.7.</summary>
    public int? RetransmissionTimeouts => Known(in _info.tcpi_total_rto);

    internal static bool TryRead(NetlinkAttribute attribute, out TcpInformation information)
    {
        int length = attribute.ReadPrefix(out TcpInfo info);
        information = new TcpInformation(info, length);
        return length >= OldestLength;
    }

    private static TimeSpan Microseconds(ulong microseconds) =>
        new((long)Math.Min(microseconds, (ulong)(TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond)) * TimeSpan.TicksPerMicrosecond);

    /// <summary>The value of <paramref name="field"/> of <see cref="_info"/>, or null where the kernel's record ends before it.</summary>
    private T? Known<T>(in T field)
        where T : unmanaged
    {
        nint start = Unsafe.ByteOffset(ref Unsafe.As<TcpInfo, byte>(ref Unsafe.AsRef(in _info)), ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in field)));
        return start + Unsafe.SizeOf<T>() <= _length ? field : null;
    }
}

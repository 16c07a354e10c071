namespace Sonde.Linux.Netlink;

/// <summary>Where a TCP sender stands in congestion control; enum tcp_ca_state, include/uapi/linux/tcp.h.</summary>
public enum TcpCongestionState
{
    /// <summary>Nothing unusual.</summary>
    Open = 0,

    /// <summary>Duplicate acknowledgements arrive; a loss is suspected.</summary>
    Disorder = 1,

    /// <summary>The window was reduced because of an explicit congestion mark.</summary>
    WindowReduced = 2,

    /// <summary>A loss was detected and is being repaired by fast retransmit.</summary>
    Recovery = 3,

    /// <summary>A retransmission time-out: the slow kind of loss.</summary>
    Loss = 4,
}

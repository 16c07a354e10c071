namespace Sonde.Linux.Netlink;

/// <summary>
/// The state of a socket; include/net/tcp_states.h. UDP knows <see cref="Established"/> (connected) and <see cref="Close"/> (unconnected),
/// Unix sockets those two and <see cref="Listen"/>.
/// </summary>
public enum SocketState
{
    /// <summary>Connected.</summary>
    Established = 1,

    /// <summary>A SYN was sent, no answer yet.</summary>
    SynSent = 2,

    /// <summary>A SYN was answered, the handshake is not complete: an entry of the SYN queue.</summary>
    SynReceived = 3,

    /// <summary>Closed here, the peer has not acknowledged yet.</summary>
    FinWait1 = 4,

    /// <summary>Closed here and acknowledged, the peer still sends.</summary>
    FinWait2 = 5,

    /// <summary>Closed by both; the port pair is kept for a minute so that stray segments do no harm.</summary>
    TimeWait = 6,

    /// <summary>No connection; for UDP, not connected.</summary>
    Close = 7,

    /// <summary>Closed by the peer, and the program has not closed it yet: a leak where it lasts.</summary>
    CloseWait = 8,

    /// <summary>Closed by the peer, then here; the last acknowledgement is missing.</summary>
    LastAck = 9,

    /// <summary>Waits for connections.</summary>
    Listen = 10,

    /// <summary>Closed by both at the same time.</summary>
    Closing = 11,

    /// <summary>An entry of the SYN queue, as the kernel stores it; it is reported as <see cref="SynReceived"/>.</summary>
    NewSynReceived = 12,

    /// <summary>Bound, neither connected nor listening (Linux 6.8).</summary>
    BoundInactive = 13,
}

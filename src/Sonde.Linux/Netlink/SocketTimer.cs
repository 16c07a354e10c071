namespace Sonde.Linux.Netlink;

/// <summary>What a TCP socket waits for; idiag_timer of inet_diag.</summary>
public enum SocketTimer
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>An acknowledgement; at its end the segment is sent again.</summary>
    Retransmit = 1,

    /// <summary>The next keep-alive probe.</summary>
    KeepAlive = 2,

    /// <summary>The end of TIME_WAIT.</summary>
    TimeWait = 3,

    /// <summary>The next probe of a peer whose window is closed.</summary>
    ZeroWindowProbe = 4,
}

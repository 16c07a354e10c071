using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>What a dump tells of each socket besides its identity, state and queues; each costs time and bytes.</summary>
[Flags]
public enum SocketDetails
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>Buffer sizes and drops: <see cref="SocketMemory"/>.</summary>
    Memory = 1 << (SockDiagUapi.INET_DIAG_SKMEMINFO - 1),

    /// <summary>The state of the TCP connection: <see cref="TcpInformation"/>. The kernel locks each socket for it.</summary>
    TcpInformation = 1 << (SockDiagUapi.INET_DIAG_INFO - 1),

    /// <summary>The name of the congestion control.</summary>
    CongestionControl = 1 << (SockDiagUapi.INET_DIAG_CONG - 1),
}

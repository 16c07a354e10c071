using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>A transport protocol, by its IP protocol number.</summary>
public enum TransportProtocol
{
    /// <summary>TCP.</summary>
    Tcp = LibC.IPPROTO_TCP,

    /// <summary>UDP.</summary>
    Udp = LibC.IPPROTO_UDP,
}

using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct inet_diag_sockid, include/uapi/linux/inet_diag.h. Ports and addresses are in network order.</summary>
[StructLayout(LayoutKind.Sequential, Size = 48)]
internal struct InetDiagSockId
{
    internal ushort idiag_sport;
    internal ushort idiag_dport;
    internal InetDiagAddress idiag_src;
    internal InetDiagAddress idiag_dst;
    internal uint idiag_if;
    internal uint idiag_cookie_low;
    internal uint idiag_cookie_high;
}

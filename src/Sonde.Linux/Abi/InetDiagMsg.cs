using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct inet_diag_msg, include/uapi/linux/inet_diag.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 72)]
internal struct InetDiagMsg
{
    internal byte idiag_family;
    internal byte idiag_state;
    internal byte idiag_timer;
    internal byte idiag_retrans;
    internal InetDiagSockId id;
    internal uint idiag_expires;
    internal uint idiag_rqueue;
    internal uint idiag_wqueue;
    internal uint idiag_uid;
    internal uint idiag_inode;
}

using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct inet_diag_req_v2, include/uapi/linux/inet_diag.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 56)]
internal struct InetDiagReqV2
{
    internal byte sdiag_family;
    internal byte sdiag_protocol;
    internal byte idiag_ext;
    internal byte pad;
    internal uint idiag_states;
    internal InetDiagSockId id;
}

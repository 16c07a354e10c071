using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct unix_diag_req, include/uapi/linux/unix_diag.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 24)]
internal struct UnixDiagReq
{
    internal byte sdiag_family;
    internal byte sdiag_protocol;
    internal ushort pad;
    internal uint udiag_states;
    internal uint udiag_ino;
    internal uint udiag_show;
    internal uint udiag_cookie_low;
    internal uint udiag_cookie_high;
}

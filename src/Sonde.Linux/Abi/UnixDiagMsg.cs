using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct unix_diag_msg, include/uapi/linux/unix_diag.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct UnixDiagMsg
{
    internal byte udiag_family;
    internal byte udiag_type;
    internal byte udiag_state;
    internal byte pad;
    internal uint udiag_ino;
    internal uint udiag_cookie_low;
    internal uint udiag_cookie_high;
}

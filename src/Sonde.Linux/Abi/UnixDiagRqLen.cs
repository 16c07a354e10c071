using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct unix_diag_rqlen, include/uapi/linux/unix_diag.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct UnixDiagRqLen
{
    internal uint udiag_rqueue;
    internal uint udiag_wqueue;
}

using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct ndtmsg, include/uapi/linux/neighbour.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 4)]
internal struct NdtMsg
{
    internal byte ndtm_family;
    internal byte ndtm_pad1;
    internal ushort ndtm_pad2;
}

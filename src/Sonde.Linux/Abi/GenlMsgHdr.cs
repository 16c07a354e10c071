using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct genlmsghdr, include/uapi/linux/genetlink.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 4)]
internal struct GenlMsgHdr
{
    internal byte cmd;
    internal byte version;
    internal ushort reserved;
}

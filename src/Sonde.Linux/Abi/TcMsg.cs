using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct tcmsg, include/uapi/linux/rtnetlink.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 20)]
internal struct TcMsg
{
    internal byte tcm_family;
    internal byte tcm__pad1;
    internal ushort tcm__pad2;
    internal int tcm_ifindex;
    internal uint tcm_handle;
    internal uint tcm_parent;
    internal uint tcm_info;
}

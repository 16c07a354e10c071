using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct ifinfomsg, include/uapi/linux/rtnetlink.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct IfInfoMsg
{
    internal byte ifi_family;
    internal byte __ifi_pad;
    internal ushort ifi_type;
    internal int ifi_index;
    internal uint ifi_flags;
    internal uint ifi_change;
}

using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct nlattr, include/uapi/linux/netlink.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 4)]
internal struct NlAttr
{
    internal ushort nla_len;
    internal ushort nla_type;
}

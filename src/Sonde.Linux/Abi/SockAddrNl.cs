using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct sockaddr_nl, include/uapi/linux/netlink.h; the kernel's own port is 0.</summary>
[StructLayout(LayoutKind.Sequential, Size = 12)]
internal struct SockAddrNl
{
    internal ushort nl_family;
    internal ushort nl_pad;
    internal uint nl_pid;
    internal uint nl_groups;
}

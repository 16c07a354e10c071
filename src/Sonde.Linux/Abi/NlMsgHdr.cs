using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct nlmsghdr, include/uapi/linux/netlink.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct NlMsgHdr
{
    internal uint nlmsg_len;
    internal ushort nlmsg_type;
    internal ushort nlmsg_flags;
    internal uint nlmsg_seq;
    internal uint nlmsg_pid;
}

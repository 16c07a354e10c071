namespace Sonde.Linux.Abi;

/// <summary>Constants of include/uapi/linux/netlink.h and genetlink.h.</summary>
internal static class NetlinkUapi
{
    internal const int NETLINK_ROUTE = 0;
    internal const int NETLINK_SOCK_DIAG = 4;
    internal const int NETLINK_GENERIC = 16;

    internal const ushort NLMSG_NOOP = 1;
    internal const ushort NLMSG_ERROR = 2;
    internal const ushort NLMSG_DONE = 3;
    internal const ushort NLMSG_OVERRUN = 4;

    internal const ushort NLM_F_REQUEST = 0x1;
    internal const ushort NLM_F_MULTI = 0x2;
    internal const ushort NLM_F_ACK = 0x4;
    internal const ushort NLM_F_DUMP_INTR = 0x10;
    internal const ushort NLM_F_DUMP = 0x300;

    internal const int NLA_TYPE_MASK = ~0xc000;
    internal const int NLMSG_ALIGNTO = 4;

    internal const int SOL_NETLINK = 270;
    internal const int NETLINK_NO_ENOBUFS = 5;

    internal const ushort GENL_ID_CTRL = 0x10;
    internal const byte CTRL_CMD_GETFAMILY = 3;
    internal const ushort CTRL_ATTR_FAMILY_ID = 1;
    internal const ushort CTRL_ATTR_FAMILY_NAME = 2;
}

namespace Sonde.Linux.Abi;

/// <summary>Constants of include/uapi/linux/rtnetlink.h, if_link.h, gen_stats.h and neighbour.h.</summary>
internal static class RtnetlinkUapi
{
    internal const ushort RTM_GETLINK = 18;
    internal const ushort RTM_NEWLINK = 16;
    internal const ushort RTM_GETQDISC = 38;
    internal const ushort RTM_NEWQDISC = 36;
    internal const ushort RTM_GETNEIGHTBL = 66;
    internal const ushort RTM_NEWNEIGHTBL = 64;

    internal const ushort IFLA_IFNAME = 3;
    internal const ushort IFLA_MTU = 4;
    internal const ushort IFLA_QDISC = 6;
    internal const ushort IFLA_MASTER = 10;
    internal const ushort IFLA_TXQLEN = 13;
    internal const ushort IFLA_OPERSTATE = 16;
    internal const ushort IFLA_LINKINFO = 18;
    internal const ushort IFLA_STATS64 = 23;
    internal const ushort IFLA_NUM_TX_QUEUES = 31;
    internal const ushort IFLA_NUM_RX_QUEUES = 32;
    internal const ushort IFLA_CARRIER_CHANGES = 35;
    internal const ushort IFLA_INFO_KIND = 1;

    internal const ushort TCA_KIND = 1;
    internal const ushort TCA_STATS2 = 7;
    internal const ushort TCA_STATS_BASIC = 1;
    internal const ushort TCA_STATS_QUEUE = 3;
    internal const ushort TCA_STATS_PKT64 = 8;

    internal const ushort NDTA_NAME = 1;
    internal const ushort NDTA_THRESH1 = 2;
    internal const ushort NDTA_THRESH2 = 3;
    internal const ushort NDTA_THRESH3 = 4;
    internal const ushort NDTA_CONFIG = 5;
    internal const ushort NDTA_STATS = 7;
}

namespace Sonde.Linux.Abi;

/// <summary>Constants of include/uapi/linux/taskstats.h and acct.h.</summary>
internal static class TaskstatsUapi
{
    internal const byte TASKSTATS_GENL_VERSION = 1;
    internal const byte TASKSTATS_CMD_GET = 1;
    internal const byte TASKSTATS_CMD_NEW = 2;

    internal const ushort TASKSTATS_CMD_ATTR_PID = 1;
    internal const ushort TASKSTATS_CMD_ATTR_TGID = 2;
    internal const ushort TASKSTATS_CMD_ATTR_REGISTER_CPUMASK = 3;
    internal const ushort TASKSTATS_CMD_ATTR_DEREGISTER_CPUMASK = 4;

    internal const ushort TASKSTATS_TYPE_PID = 1;
    internal const ushort TASKSTATS_TYPE_TGID = 2;
    internal const ushort TASKSTATS_TYPE_STATS = 3;
    internal const ushort TASKSTATS_TYPE_AGGR_PID = 4;
    internal const ushort TASKSTATS_TYPE_AGGR_TGID = 5;

    internal const byte AGROUP = 0x20;
}

using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct gnet_stats_queue, include/uapi/linux/gen_stats.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 20)]
internal struct GnetStatsQueue
{
    internal uint qlen;
    internal uint backlog;
    internal uint drops;
    internal uint requeues;
    internal uint overlimits;
}

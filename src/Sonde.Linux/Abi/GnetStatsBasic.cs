using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct gnet_stats_basic, include/uapi/linux/gen_stats.h. The kernel sends 12 or 16 bytes, with or without the padding.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct GnetStatsBasic
{
    internal ulong bytes;
    internal uint packets;
}

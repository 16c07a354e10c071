using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct ndt_stats, include/uapi/linux/neighbour.h; older kernels send a prefix.</summary>
[StructLayout(LayoutKind.Sequential, Size = 88)]
internal struct NdtStats
{
    internal ulong ndts_allocs;
    internal ulong ndts_destroys;
    internal ulong ndts_hash_grows;
    internal ulong ndts_res_failed;
    internal ulong ndts_lookups;
    internal ulong ndts_hits;
    internal ulong ndts_rcv_probes_mcast;
    internal ulong ndts_rcv_probes_ucast;
    internal ulong ndts_periodic_gc_runs;
    internal ulong ndts_forced_gc_runs;
    internal ulong ndts_table_fulls;
}

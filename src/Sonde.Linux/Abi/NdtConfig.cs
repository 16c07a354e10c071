using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>struct ndt_config, include/uapi/linux/neighbour.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal struct NdtConfig
{
    internal ushort ndtc_key_len;
    internal ushort ndtc_entry_size;
    internal uint ndtc_entries;
    internal uint ndtc_last_flush;
    internal uint ndtc_last_rand;
    internal uint ndtc_hash_rnd;
    internal uint ndtc_hash_mask;
    internal uint ndtc_hash_chain_gc;
    internal uint ndtc_proxy_qlen;
}

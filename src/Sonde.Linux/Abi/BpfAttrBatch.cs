using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>union bpf_attr of BPF_MAP_*_BATCH; include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 56)]
internal struct BpfAttrBatch
{
    internal ulong in_batch;
    internal ulong out_batch;
    internal ulong keys;
    internal ulong values;
    internal uint count;
    internal uint map_fd;
    internal ulong elem_flags;
    internal ulong flags;
}

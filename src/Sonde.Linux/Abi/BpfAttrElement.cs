using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>union bpf_attr of BPF_MAP_*_ELEM, BPF_MAP_GET_NEXT_KEY and BPF_MAP_FREEZE; include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal struct BpfAttrElement
{
    internal uint map_fd;
    internal ulong key;
    internal ulong value_or_next_key;
    internal ulong flags;
}

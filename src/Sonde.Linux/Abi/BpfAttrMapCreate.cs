using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>union bpf_attr of BPF_MAP_CREATE; include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 72)]
internal unsafe struct BpfAttrMapCreate
{
    internal uint map_type;
    internal uint key_size;
    internal uint value_size;
    internal uint max_entries;
    internal uint map_flags;
    internal uint inner_map_fd;
    internal uint numa_node;
    internal fixed byte map_name[16];
    internal uint map_ifindex;
    internal uint btf_fd;
    internal uint btf_key_type_id;
    internal uint btf_value_type_id;
    internal uint btf_vmlinux_value_type_id;
    internal ulong map_extra;
}

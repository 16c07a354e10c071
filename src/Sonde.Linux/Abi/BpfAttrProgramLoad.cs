using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>union bpf_attr of BPF_PROG_LOAD; include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 144)]
internal unsafe struct BpfAttrProgramLoad
{
    internal uint prog_type;
    internal uint insn_cnt;
    internal ulong insns;
    internal ulong license;
    internal uint log_level;
    internal uint log_size;
    internal ulong log_buf;
    internal uint kern_version;
    internal uint prog_flags;
    internal fixed byte prog_name[16];
    internal uint prog_ifindex;
    internal uint expected_attach_type;
    internal uint prog_btf_fd;
    internal uint func_info_rec_size;
    internal ulong func_info;
    internal uint func_info_cnt;
    internal uint line_info_rec_size;
    internal ulong line_info;
    internal uint line_info_cnt;
    internal uint attach_btf_id;
    internal uint attach_prog_or_btf_obj_fd;
    internal uint core_relo_cnt;
    internal ulong fd_array;
    internal ulong core_relos;
    internal uint core_relo_rec_size;
    internal uint log_true_size;
}

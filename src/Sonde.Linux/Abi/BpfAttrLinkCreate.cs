using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>union bpf_attr of BPF_LINK_CREATE, whose second part depends on the attach type; include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct BpfAttrLinkCreate
{
    [FieldOffset(0)]
    internal uint prog_fd;
    [FieldOffset(4)]
    internal uint target_fd_or_ifindex;
    [FieldOffset(8)]
    internal uint attach_type;
    [FieldOffset(12)]
    internal uint flags;
    [FieldOffset(16)]
    internal uint target_btf_id;
    [FieldOffset(16)]
    internal ulong iter_info;
    [FieldOffset(24)]
    internal uint iter_info_len;
    [FieldOffset(16)]
    internal ulong perf_event_bpf_cookie;
    [FieldOffset(16)]
    internal uint kprobe_multi_flags;
    [FieldOffset(20)]
    internal uint kprobe_multi_cnt;
    [FieldOffset(24)]
    internal ulong kprobe_multi_syms;
    [FieldOffset(32)]
    internal ulong kprobe_multi_addrs;
    [FieldOffset(40)]
    internal ulong kprobe_multi_cookies;
    [FieldOffset(24)]
    internal ulong tracing_cookie;
    [FieldOffset(16)]
    internal uint tcx_relative_fd;
    [FieldOffset(24)]
    internal ulong tcx_expected_revision;
    [FieldOffset(16)]
    internal ulong uprobe_multi_path;
    [FieldOffset(24)]
    internal ulong uprobe_multi_offsets;
    [FieldOffset(32)]
    internal ulong uprobe_multi_ref_ctr_offsets;
    [FieldOffset(40)]
    internal ulong uprobe_multi_cookies;
    [FieldOffset(48)]
    internal uint uprobe_multi_cnt;
    [FieldOffset(52)]
    internal uint uprobe_multi_flags;
    [FieldOffset(56)]
    internal uint uprobe_multi_pid;
}

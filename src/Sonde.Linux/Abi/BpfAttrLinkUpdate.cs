using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>union bpf_attr of BPF_LINK_UPDATE, BPF_LINK_DETACH (first field), BPF_ITER_CREATE (first two fields) and BPF_ENABLE_STATS (first field, the type); include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct BpfAttrLinkUpdate
{
    internal uint link_fd;
    internal uint new_prog_fd_or_flags;
    internal uint flags;
    internal uint old_prog_fd;
}

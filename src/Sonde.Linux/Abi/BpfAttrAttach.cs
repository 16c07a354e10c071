using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>union bpf_attr of BPF_PROG_ATTACH and BPF_PROG_DETACH; include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct BpfAttrAttach
{
    internal uint target_fd;
    internal uint attach_bpf_fd;
    internal uint attach_type;
    internal uint attach_flags;
}

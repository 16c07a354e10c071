using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>union bpf_attr of BPF_OBJ_GET_INFO_BY_FD; include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct BpfAttrInfo
{
    internal uint bpf_fd;
    internal uint info_len;
    internal ulong info;
}

using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>union bpf_attr of BPF_*_GET_NEXT_ID and BPF_*_GET_FD_BY_ID; include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 12)]
internal struct BpfAttrGetId
{
    internal uint start_id;
    internal uint next_id;
    internal uint open_flags;
}

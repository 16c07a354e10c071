using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>union bpf_attr of BPF_OBJ_PIN and BPF_OBJ_GET; include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct BpfAttrObject
{
    internal ulong pathname;
    internal uint bpf_fd;
    internal uint file_flags;
}

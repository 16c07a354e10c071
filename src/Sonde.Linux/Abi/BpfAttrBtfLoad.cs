using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>union bpf_attr of BPF_BTF_LOAD; include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal struct BpfAttrBtfLoad
{
    internal ulong btf;
    internal ulong btf_log_buf;
    internal uint btf_size;
    internal uint btf_log_size;
    internal uint btf_log_level;
    internal uint btf_log_true_size;
}

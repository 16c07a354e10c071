using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>union bpf_attr of BPF_RAW_TRACEPOINT_OPEN; include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 24)]
internal struct BpfAttrRawTracepoint
{
    internal ulong name;
    internal uint prog_fd;
    internal ulong cookie;
}

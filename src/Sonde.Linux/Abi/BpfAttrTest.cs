using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>union bpf_attr of BPF_PROG_TEST_RUN; include/uapi/linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential, Size = 80)]
internal struct BpfAttrTest
{
    internal uint prog_fd;
    internal uint retval;
    internal uint data_size_in;
    internal uint data_size_out;
    internal ulong data_in;
    internal ulong data_out;
    internal uint repeat;
    internal uint duration;
    internal uint ctx_size_in;
    internal uint ctx_size_out;
    internal ulong ctx_in;
    internal ulong ctx_out;
    internal uint flags;
    internal uint cpu;
    internal uint batch_size;
}

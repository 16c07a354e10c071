using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>
/// struct perf_event_attr up to PERF_ATTR_SIZE_VER5 (Linux 4.1), so that every kernel takes it; include/uapi/linux/perf_event.h.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 112)]
internal struct PerfEventAttr
{
    internal const ulong disabled = 1 << 0;
    internal const ulong inherit = 1 << 1;
    internal const ulong exclude_kernel = 1 << 5;
    internal const ulong freq = 1 << 10;

    internal uint type;
    internal uint size;
    internal ulong config;
    internal ulong sample_period_or_freq;
    internal ulong sample_type;
    internal ulong read_format;
    internal ulong flags;
    internal uint wakeup_events;
    internal uint bp_type;
    internal ulong config1;
    internal ulong config2;
    internal ulong branch_sample_type;
    internal ulong sample_regs_user;
    internal uint sample_stack_user;
    internal int clockid;
    internal ulong sample_regs_intr;
    internal uint aux_watermark;
    internal ushort sample_max_stack;
    internal ushort reserved_2;
}

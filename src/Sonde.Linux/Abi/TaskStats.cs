using System.Runtime.InteropServices;

namespace Sonde.Linux.Abi;

/// <summary>
/// struct taskstats, include/uapi/linux/taskstats.h, as of version 16 (Linux 6.16); older kernels send a prefix, and version 15 another order.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 560)]
internal struct TaskStats
{
    internal ushort version;
    internal uint ac_exitcode;
    internal byte ac_flag;
    internal byte ac_nice;
    internal ulong cpu_count;
    internal ulong cpu_delay_total;
    internal ulong blkio_count;
    internal ulong blkio_delay_total;
    internal ulong swapin_count;
    internal ulong swapin_delay_total;
    internal ulong cpu_run_real_total;
    internal ulong cpu_run_virtual_total;
    internal TaskComm ac_comm;
    internal byte ac_sched;
    internal uint ac_pad;
    internal uint ac_uid;
    internal uint ac_gid;
    internal uint ac_pid;
    internal uint ac_ppid;
    internal uint ac_btime;
    internal ulong ac_etime;
    internal ulong ac_utime;
    internal ulong ac_stime;
    internal ulong ac_minflt;
    internal ulong ac_majflt;
    internal ulong coremem;
    internal ulong virtmem;
    internal ulong hiwater_rss;
    internal ulong hiwater_vm;
    internal ulong read_char;
    internal ulong write_char;
    internal ulong read_syscalls;
    internal ulong write_syscalls;
    internal ulong read_bytes;
    internal ulong write_bytes;
    internal ulong cancelled_write_bytes;
    internal ulong nvcsw;
    internal ulong nivcsw;
    internal ulong ac_utimescaled;
    internal ulong ac_stimescaled;
    internal ulong cpu_scaled_run_real_total;
    internal ulong freepages_count;
    internal ulong freepages_delay_total;
    internal ulong thrashing_count;
    internal ulong thrashing_delay_total;
    internal ulong ac_btime64;
    internal ulong compact_count;
    internal ulong compact_delay_total;
    internal uint ac_tgid;
    internal ulong ac_tgetime;
    internal ulong ac_exe_dev;
    internal ulong ac_exe_inode;
    internal ulong wpcopy_count;
    internal ulong wpcopy_delay_total;
    internal ulong irq_count;
    internal ulong irq_delay_total;
    internal ulong cpu_delay_max;
    internal ulong cpu_delay_min;
    internal ulong blkio_delay_max;
    internal ulong blkio_delay_min;
    internal ulong swapin_delay_max;
    internal ulong swapin_delay_min;
    internal ulong freepages_delay_max;
    internal ulong freepages_delay_min;
    internal ulong thrashing_delay_max;
    internal ulong thrashing_delay_min;
    internal ulong compact_delay_max;
    internal ulong compact_delay_min;
    internal ulong wpcopy_delay_max;
    internal ulong wpcopy_delay_min;
    internal ulong irq_delay_max;
    internal ulong irq_delay_min;
}

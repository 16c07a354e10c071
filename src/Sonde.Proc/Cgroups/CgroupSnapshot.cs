using Sonde.Proc.Devices;
using Sonde.Proc.Pressure;

namespace Sonde.Proc.Cgroups;

/// <summary>
/// The values of one control group at one moment, the same for version 1 and 2, in the same units. A value that the kernel, the version or the group
/// does not have is null.
/// Version 2 counters include the groups below; those of version 1 do too unless noted. Source: Documentation/admin-guide/cgroup-v2.rst and
/// cgroup-v1/.
/// </summary>
public sealed class CgroupSnapshot
{
    private readonly List<CgroupDeviceIo> _io = [];
    private readonly List<CgroupDeviceLimit> _ioLimits = [];
    private readonly PressureStall _cpuPressure = new();
    private readonly PressureStall _memoryPressure = new();
    private readonly PressureStall _ioPressure = new();

    /// <summary>CPU time used. Source: cpu.stat usage_usec; cpuacct.usage.</summary>
    public TimeSpan? CpuUsage { get; internal set; }

    /// <summary>CPU time used in user mode. Source: cpu.stat user_usec; cpuacct.usage_user.</summary>
    public TimeSpan? CpuUser { get; internal set; }

    /// <summary>CPU time used in the kernel. Source: cpu.stat system_usec; cpuacct.usage_sys.</summary>
    public TimeSpan? CpuSystem { get; internal set; }

    /// <summary>Quota periods in which the group wanted to run. Source: cpu.stat nr_periods. This group only.</summary>
    public ulong? NrPeriods { get; internal set; }

    /// <summary>Periods in which it used up its quota and had to wait. Source: cpu.stat nr_throttled. This group only.</summary>
    public ulong? NrThrottled { get; internal set; }

    /// <summary>Time its run queues were throttled, summed over CPUs. Source: cpu.stat throttled_usec; throttled_time.</summary>
    public TimeSpan? ThrottledTime { get; internal set; }

    /// <summary>How many CPUs' worth of time it may use; null for no limit. Source: cpu.max; cpu.cfs_quota_us / cpu.cfs_period_us.</summary>
    public double? CpuQuotaCpus { get; internal set; }

    /// <summary>Its share among siblings under version 2, 1..10000, usually 100. Source: cpu.weight.</summary>
    public ulong? CpuWeight { get; internal set; }

    /// <summary>Its share among siblings under version 1, 2..262144, usually 1024. Source: cpu.shares.</summary>
    public ulong? CpuShares { get; internal set; }

    /// <summary>The CPUs it may run on; null where no cpuset controls it. Source: cpuset.cpus.effective; cpuset.effective_cpus.</summary>
    public CpuList? EffectiveCpus { get; internal set; }

    /// <summary>The memory nodes it may allocate from. Source: cpuset.mems.effective; cpuset.effective_mems.</summary>
    public CpuList? EffectiveMemoryNodes { get; internal set; }

    /// <summary>True where the memory controller governs the group.</summary>
    public bool HasMemory { get; internal set; }

    /// <summary>Memory in use, page cache included. Source: memory.current; memory.usage_in_bytes.</summary>
    public ulong? MemoryCurrentBytes { get; internal set; }

    /// <summary>Memory it may use before the OOM killer comes; null for no limit. Source: memory.max; memory.limit_in_bytes.</summary>
    public ulong? MemoryLimitBytes { get; internal set; }

    /// <summary>Memory above which it is slowed down by reclaim; null for none, and under version 1. Source: memory.high.</summary>
    public ulong? MemoryHighBytes { get; internal set; }

    /// <summary>The most memory it ever used. Source: memory.peak (Linux 5.19); memory.max_usage_in_bytes.</summary>
    public ulong? MemoryPeakBytes { get; internal set; }

    /// <summary>
    /// Memory in use without the page cache that nobody touched lately: what it would be hard to take away. Current - inactive_file, at least 0.
    /// </summary>
    public ulong? WorkingSetBytes =>
        MemoryCurrentBytes is { } current && InactiveFileBytes is { } inactive ? current - Math.Min(current, inactive) : null;

    /// <summary>Memory in swap. Source: memory.swap.current; memory.stat total_swap.</summary>
    public ulong? SwapCurrentBytes { get; internal set; }

    /// <summary>Swap it may use under version 2; null for no limit. Source: memory.swap.max.</summary>
    public ulong? SwapLimitBytes { get; internal set; }

    /// <summary>Anonymous memory: heaps and stacks. Source: memory.stat anon; total_rss.</summary>
    public ulong? AnonymousBytes { get; internal set; }

    /// <summary>Page cache, shared memory included. Source: memory.stat file; total_cache.</summary>
    public ulong? FileBytes { get; internal set; }

    /// <summary>Shared memory and tmpfs. Source: memory.stat shmem; total_shmem.</summary>
    public ulong? SharedMemoryBytes { get; internal set; }

    /// <summary>Page cache that nobody touched lately. Source: memory.stat inactive_file; total_inactive_file.</summary>
    public ulong? InactiveFileBytes { get; internal set; }

    /// <summary>Page cache to be written. Source: memory.stat file_dirty; total_dirty.</summary>
    public ulong? DirtyBytes { get; internal set; }

    /// <summary>Page cache being written. Source: memory.stat file_writeback; total_writeback.</summary>
    public ulong? WritebackBytes { get; internal set; }

    /// <summary>Memory of the kernel for the group. Source: memory.stat kernel (Linux 5.18); memory.kmem.usage_in_bytes.</summary>
    public ulong? KernelBytes { get; internal set; }

    /// <summary>Kernel objects. Source: memory.stat slab; null under version 1.</summary>
    public ulong? SlabBytes { get; internal set; }

    /// <summary>Socket buffers. Source: memory.stat sock; memory.kmem.tcp.usage_in_bytes.</summary>
    public ulong? SocketBytes { get; internal set; }

    /// <summary>Page faults that read from disk or swap. Source: memory.stat pgmajfault; total_pgmajfault.</summary>
    public ulong? MajorFaults { get; internal set; }

    /// <summary>
    /// Anonymous pages that had to be read back soon after they were reclaimed. Source: memory.stat workingset_refault_anon (Linux 5.9).
    /// </summary>
    public ulong? RefaultsAnonymous { get; internal set; }

    /// <summary>
    /// File pages that had to be read back soon after they were reclaimed. Source: memory.stat workingset_refault_file, before Linux 5.9
    /// workingset_refault.
    /// </summary>
    public ulong? RefaultsFile { get; internal set; }

    /// <summary>
    /// Processes of the group that were killed for lack of memory. Source: memory.events oom_kill; memory.oom_control oom_kill (this group only).
    /// </summary>
    public ulong? OomKills { get; internal set; }

    /// <summary>Times that the limit was reached and an allocation was about to fail; null under version 1. Source: memory.events oom.</summary>
    public ulong? OomEvents { get; internal set; }

    /// <summary>Times that memory use ran into the limit. Source: memory.events max; memory.failcnt (this group only).</summary>
    public ulong? MaxEvents { get; internal set; }

    /// <summary>Times that it was slowed down above <see cref="MemoryHighBytes"/>; null under version 1. Source: memory.events high.</summary>
    public ulong? HighEvents { get; internal set; }

    /// <summary>Threads and processes. Source: pids.current.</summary>
    public ulong? PidsCurrent { get; internal set; }

    /// <summary>Threads and processes that it may have; null for no limit. Source: pids.max.</summary>
    public ulong? PidsMax { get; internal set; }

    /// <summary>Forks that failed at the limit. Source: pids.events max.</summary>
    public ulong? PidsMaxEvents { get; internal set; }

    /// <summary>
    /// True where <see cref="Io"/> was measured. Version 1 kernels count only devices with a throttle somewhere, so that an empty list there means
    /// "not measured".
    /// </summary>
    public bool HasIo { get; internal set; }

    /// <summary>
    /// Transfers, one entry a device that was used. Source: io.stat; blkio.throttle.io_service_bytes_recursive and io_serviced_recursive.
    /// </summary>
    public IReadOnlyList<CgroupDeviceIo> Io => _io;

    /// <summary>I/O limits, one entry a device that has any. Source: io.max; blkio.throttle.*_device.</summary>
    public IReadOnlyList<CgroupDeviceLimit> IoLimits => _ioLimits;

    /// <summary>Time its tasks waited for a CPU; null where the tree is version 1 or pressure is switched off. Source: cpu.pressure.</summary>
    public PressureStall? CpuPressure => HasCpuPressure ? _cpuPressure : null;

    /// <summary>Time its tasks were held up for lack of memory. Source: memory.pressure.</summary>
    public PressureStall? MemoryPressure => HasMemoryPressure ? _memoryPressure : null;

    /// <summary>Time its tasks waited for I/O. Source: io.pressure.</summary>
    public PressureStall? IoPressure => HasIoPressure ? _ioPressure : null;

    /// <summary>True where anything limits the group by itself: CPU quota, memory, swap, processes or I/O.</summary>
    public bool HasLimits =>
        CpuQuotaCpus is not null || MemoryLimitBytes is not null || MemoryHighBytes is not null || SwapLimitBytes is not null
            || PidsMax is not null || _ioLimits.Count > 0;

    internal bool HasCpuPressure { get; set; }

    internal bool HasMemoryPressure { get; set; }

    internal bool HasIoPressure { get; set; }

    internal List<CgroupDeviceIo> MutableIo => _io;

    internal List<CgroupDeviceLimit> MutableIoLimits => _ioLimits;

    internal PressureStall CpuPressureValues => _cpuPressure;

    internal PressureStall MemoryPressureValues => _memoryPressure;

    internal PressureStall IoPressureValues => _ioPressure;
}

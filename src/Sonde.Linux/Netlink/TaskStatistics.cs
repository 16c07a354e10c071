using System.Runtime.CompilerServices;
using Sonde.Linux.Abi;

namespace Sonde.Linux.Netlink;

/// <summary>
/// What one task did and waited for since it began, as the kernel accounts it. The object is filled again and again without allocation.
/// Delays other than <see cref="RunQueueDelay"/> stay zero while the sysctl kernel.task_delayacct is 0, which is the default since Linux 5.14.
/// Source: struct taskstats, include/uapi/linux/taskstats.h.
/// </summary>
public sealed class TaskStatistics
{
    /// <summary>Everything up to version 1's cpu_run_virtual_total.</summary>
    private const int OldestLength = 80;

    private readonly KeptText _name = new();
    private TaskStats _record;
    private int _length;

    /// <summary>The version of the kernel's record: 8 in Linux 3.x and 4.x, 13 in 6.1, 16 from 6.16.</summary>
    public int Version => _record.version;

    /// <summary>The thread id; 0 in the figures of a whole process.</summary>
    public int ThreadId => (int)_record.ac_pid;

    /// <summary>The process id; null before version 12 (Linux 5.19), and 0 in the figures of a whole process.</summary>
    public int? ProcessId => (int?)Known(in _record.ac_tgid);

    /// <summary>The parent's process id; 0 in the figures of a whole process.</summary>
    public int ParentProcessId => (int)_record.ac_ppid;

    /// <summary>The thread's name; empty in the figures of a whole process.</summary>
    public string Name => _name.Value;

    /// <summary>The real user id.</summary>
    public uint UserId => _record.ac_uid;

    /// <summary>The nice value, -20 to 19.</summary>
    public int Nice => (sbyte)_record.ac_nice;

    /// <summary>The status as wait(2) gives it; set by the first thread of a process only.</summary>
    public int WaitStatus => (int)_record.ac_exitcode;

    /// <summary>The value given to exit(2), 0 to 255; 0 where a signal ended the process.</summary>
    public int ExitCode => (WaitStatus >> 8) & 0xFF;

    /// <summary>The signal that ended the process; 0 for none.</summary>
    public int ExitSignal => WaitStatus & 0x7F;

    /// <summary>True where no other thread of the process is left; false before version 12.</summary>
    public bool IsLastThread => (_record.ac_flag & TaskstatsUapi.AGROUP) != 0;

    /// <summary>When the task began, in whole seconds.</summary>
    public DateTimeOffset Began => DateTimeOffset.FromUnixTimeSeconds(_record.ac_btime);

    /// <summary>Since the task began.</summary>
    public TimeSpan Elapsed => Microseconds(_record.ac_etime);

    /// <summary>CPU time in user mode.</summary>
    public TimeSpan UserTime => Microseconds(_record.ac_utime);

    /// <summary>CPU time in the kernel.</summary>
    public TimeSpan SystemTime => Microseconds(_record.ac_stime);

    /// <summary>Time on a CPU as the scheduler measured it, to the nanosecond; the two times above may be sampled at timer ticks.</summary>
    public TimeSpan CpuTime => TaskDelay.Nanoseconds(_record.cpu_run_virtual_total);

    /// <summary>Page faults served from memory.</summary>
    public ulong MinorFaults => _record.ac_minflt;

    /// <summary>Page faults that needed I/O.</summary>
    public ulong MajorFaults => _record.ac_majflt;

    /// <summary>The largest resident set of the process, in bytes.</summary>
    public ulong PeakResidentBytes => _record.hiwater_rss * 1024;

    /// <summary>Bytes read by system calls, from the page cache or not.</summary>
    public ulong ReadCharacters => _record.read_char;

    /// <summary>Bytes written by system calls.</summary>
    public ulong WriteCharacters => _record.write_char;

    /// <summary>Bytes that had to come from a device.</summary>
    public ulong ReadBytes => _record.read_bytes;

    /// <summary>Bytes that the task caused to be written to a device.</summary>
    public ulong WriteBytes => _record.write_bytes;

    /// <summary>Bytes of <see cref="WriteBytes"/> that were deleted before they were written.</summary>
    public ulong CancelledWriteBytes => _record.cancelled_write_bytes;

    /// <summary>Context switches because the task waited.</summary>
    public ulong VoluntarySwitches => _record.nvcsw;

    /// <summary>Context switches because the task was preempted.</summary>
    public ulong InvoluntarySwitches => _record.nivcsw;

    /// <summary>Runnable, waiting for a CPU.</summary>
    public TaskDelay RunQueueDelay => TaskDelay.FromNanoseconds(_record.cpu_count, _record.cpu_delay_total, Known(in _record.cpu_delay_max));

    /// <summary>Waiting for block I/O to complete.</summary>
    public TaskDelay BlockIoDelay => TaskDelay.FromNanoseconds(_record.blkio_count, _record.blkio_delay_total, Known(in _record.blkio_delay_max));

    /// <summary>Waiting for a page to come back from swap.</summary>
    public TaskDelay SwapInDelay => TaskDelay.FromNanoseconds(_record.swapin_count, _record.swapin_delay_total, Known(in _record.swapin_delay_max));

    /// <summary>Freeing memory before an allocation could succeed: direct reclaim.</summary>
    public TaskDelay ReclaimDelay =>
        TaskDelay.FromNanoseconds(_record.freepages_count, _record.freepages_delay_total, Known(in _record.freepages_delay_max));

    /// <summary>Waiting for a page of the page cache that was evicted although in use; null before version 9 (Linux 4.20).</summary>
    public TaskDelay? ThrashingDelay => Delay(in _record.thrashing_count, in _record.thrashing_delay_total, in _record.thrashing_delay_max);

    /// <summary>Compacting memory before an allocation could succeed; null before version 11 (Linux 5.17).</summary>
    public TaskDelay? CompactionDelay => Delay(in _record.compact_count, in _record.compact_delay_total, in _record.compact_delay_max);

    /// <summary>Copying a shared page because it was written to; null before version 13 (Linux 6.0).</summary>
    public TaskDelay? CopyOnWriteDelay => Delay(in _record.wpcopy_count, in _record.wpcopy_delay_total, in _record.wpcopy_delay_max);

    /// <summary>Interrupted by interrupt handlers and softirqs; null before version 14, and zero without CONFIG_IRQ_TIME_ACCOUNTING.</summary>
    public TaskDelay? InterruptDelay => Delay(in _record.irq_count, in _record.irq_delay_total, in _record.irq_delay_max);

    /// <summary>Takes over the kernel's record out of a reply or an exit message; false where there is none, or it is cut short.</summary>
    /// <param name="attributes">The attributes of the message.</param>
    /// <param name="type">TASKSTATS_TYPE_AGGR_PID or _AGGR_TGID.</param>
    internal bool TryRead(ReadOnlySpan<byte> attributes, ushort type)
    {
        if (!NetlinkAttribute.TryFind(attributes, type, out NetlinkAttribute aggregate)
            || !NetlinkAttribute.TryFind(aggregate.Value, TaskstatsUapi.TASKSTATS_TYPE_STATS, out NetlinkAttribute statistics))
            return false;
        _length = TaskStatisticsRecord.Read(statistics, out _record);
        ReadOnlySpan<byte> name = _record.ac_comm;
        int end = name.IndexOf((byte)0);
        _name.Set(end < 0 ? name : name[..end]);
        return _length >= OldestLength;
    }

    private TaskDelay? Delay(in ulong count, in ulong total, in ulong longest) =>
        Known(in total) is ulong time ? TaskDelay.FromNanoseconds(count, time, Known(in longest)) : null;

    private static TimeSpan Microseconds(ulong microseconds) =>
        new((long)Math.Min(microseconds, (ulong)(TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond)) * TimeSpan.TicksPerMicrosecond);

    /// <summary>The value of <paramref name="field"/> of <see cref="_record"/>, or null where the kernel's record ends before it.</summary>
    private T? Known<T>(in T field)
        where T : unmanaged
    {
        nint start = Unsafe.ByteOffset(ref Unsafe.As<TaskStats, byte>(ref _record), ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in field)));
        return start + Unsafe.SizeOf<T>() <= _length ? field : null;
    }
}

using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>What a process has used so far: the cost of the observation itself. Source: getrusage(2).</summary>
/// <param name="User">CPU time in user mode, all threads.</param>
/// <param name="System">CPU time in the kernel, all threads.</param>
/// <param name="PeakResidentBytes">
/// The largest resident set so far, in bytes. It outlives execve(2): a small program started by a large one counts the large one's memory too
/// (setmax_mm_hiwater_rss() in fs/exec.c), which VmHWM of /proc/self/status does not.
/// </param>
/// <param name="MinorFaults">Page faults served from memory.</param>
/// <param name="MajorFaults">Page faults that needed I/O.</param>
/// <param name="VoluntarySwitches">Context switches because a thread waited.</param>
/// <param name="InvoluntarySwitches">Context switches because a thread was preempted.</param>
public readonly record struct ResourceUsage(
    TimeSpan User,
    TimeSpan System,
    long PeakResidentBytes,
    long MinorFaults,
    long MajorFaults,
    long VoluntarySwitches,
    long InvoluntarySwitches)
{
    /// <summary>User and system CPU time.</summary>
    public TimeSpan Cpu => User + System;

    /// <summary>The figures of this process.</summary>
    public static unsafe ResourceUsage Self()
    {
        RUsage usage;
        if (LibC.getrusage(LibC.RUSAGE_SELF, &usage) != 0)
            throw new LinuxException("getrusage", "self", Errno.Last());
        return new ResourceUsage(
            usage.ru_utime.ToTimeSpan(),
            usage.ru_stime.ToTimeSpan(),
            usage.ru_maxrss * 1024,
            usage.ru_minflt,
            usage.ru_majflt,
            usage.ru_nvcsw,
            usage.ru_nivcsw);
    }
}

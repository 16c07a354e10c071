using Sonde.Linux.Abi;

namespace Sonde.Linux;

/// <summary>The kernel's clocks. Rates are measured on <see cref="SinceBoot"/>, which no administrator can step.</summary>
public static unsafe class Clock
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>CLOCK_BOOTTIME: time since boot, suspended time included. Source: clock_gettime(2).</summary>
    public static TimeSpan SinceBoot => Read(LibC.CLOCK_BOOTTIME);

    /// <summary>CLOCK_MONOTONIC: time since boot without suspended time; the clock of kernel log records.</summary>
    public static TimeSpan Monotonic => Read(LibC.CLOCK_MONOTONIC);

    /// <summary>CPU time that this process has used, all threads, user and system.</summary>
    public static TimeSpan ProcessCpu => Read(LibC.CLOCK_PROCESS_CPUTIME_ID);

    /// <summary>Wall-clock time in UTC; for labels, never for intervals.</summary>
    public static DateTimeOffset Wall => DateTimeOffset.UnixEpoch + Read(LibC.CLOCK_REALTIME);

    /// <summary>Waits for <paramref name="duration"/> or until <paramref name="cancellation"/>; true when the whole time passed.</summary>
    public static bool Wait(TimeSpan duration, CancellationToken cancellation)
    {
        // A wait handle takes 24 days at most.
        TimeSpan end = Monotonic + duration;
        for (TimeSpan left = duration; left > TimeSpan.Zero; left = end - Monotonic)
        {
            if (cancellation.WaitHandle.WaitOne(left < LongestWait ? left : LongestWait))
                return false;
            if (left < LongestWait)
                return true;
        }

        return !cancellation.IsCancellationRequested;
    }

    private static TimeSpan Read(int clock)
    {
        TimeSpec time;
        if (LibC.clock_gettime(clock, &time) != 0)
            throw new LinuxException("clock_gettime", $"clock {clock}", Errno.Last());
        return new TimeSpan((time.tv_sec * TimeSpan.TicksPerSecond) + (time.tv_nsec / 100));
    }
}

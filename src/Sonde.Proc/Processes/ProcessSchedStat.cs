namespace Sonde.Proc.Processes;

/// <summary>
/// /proc/PID/schedstat: scheduler times of one thread (for a process, its main thread). Source: fs/proc/base.c (proc_pid_schedstat); needs
/// CONFIG_SCHED_INFO.
/// </summary>
/// <param name="OnCpuNanoseconds">Time on a CPU, in nanoseconds.</param>
/// <param name="RunDelayNanoseconds">Time runnable but waiting for a CPU, in nanoseconds.</param>
/// <param name="TimeSlices">Times it was put on a CPU.</param>
public readonly record struct ProcessSchedStat(ulong OnCpuNanoseconds, ulong RunDelayNanoseconds, ulong TimeSlices)
{
    /// <summary>Reads the file of process <paramref name="pid"/> once: the values of its main thread.</summary>
    /// <param name="root">Where /proc is.</param>
    /// <param name="pid">The process.</param>
    /// <param name="reason">Why the result is null.</param>
    public static ProcessSchedStat? Read(LinuxRoot root, int pid, out Unavailability? reason)
    {
        using KernelFile file = new(root, $"/proc/{pid}/schedstat", 128);
        if (!file.TryRead(out ReadOnlySpan<byte> text, out reason))
            return null;
        if (TryParse(text, out ProcessSchedStat values))
            return values;
        reason = new Unavailability(file.Path, "it is not three numbers", "");
        return null;
    }

    /// <summary>Parses the file's one line; false where it is not whole.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ProcessSchedStat values)
    {
        values = default;
        TextScanner scanner = new(text);
        if (!text.EndsWith("\n"u8) || !scanner.TryReadUInt64(out ulong onCpu) || !scanner.TryReadUInt64(out ulong delay)
            || !scanner.TryReadUInt64(out ulong slices))
            return false;
        values = new ProcessSchedStat(onCpu, delay, slices);
        return true;
    }
}

namespace Sonde.Proc.Cpu;

/// <summary>
/// The load averages: threads that run, wait for a CPU or sleep uninterruptibly, averaged with exponential decay.
/// Source: /proc/loadavg, proc_loadavg(5), kernel/sched/loadavg.c.
/// </summary>
public sealed class LoadAverage : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/loadavg";

    /// <summary>Threads, averaged with a decay of one minute.</summary>
    public double OneMinute { get; private set; }

    /// <summary>Threads, averaged with a decay of five minutes.</summary>
    public double FiveMinutes { get; private set; }

    /// <summary>Threads, averaged with a decay of fifteen minutes.</summary>
    public double FifteenMinutes { get; private set; }

    /// <summary>Threads that run or wait for a CPU at this instant, the reader included.</summary>
    public ulong RunnableThreads { get; private set; }

    /// <summary>Threads that exist.</summary>
    public ulong TotalThreads { get; private set; }

    /// <summary>The process or thread id given out last, in the reader's PID namespace.</summary>
    public ulong LastProcessId { get; private set; }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        TextScanner words = new(text);
        OneMinute = words.ReadFraction("the load average of one minute");
        FiveMinutes = words.ReadFraction("the load average of five minutes");
        FifteenMinutes = words.ReadFraction("the load average of fifteen minutes");
        if (!words.TryReadUntil((byte)'/', out ReadOnlySpan<byte> runnable)
            || !TextScanner.TryParseUInt64(runnable.TrimStart((byte)' '), out ulong runnableThreads))
        {
            throw new KernelTextException("the count of runnable threads is missing or not a number");
        }

        RunnableThreads = runnableThreads;
        TotalThreads = words.ReadUInt64("the count of threads");
        LastProcessId = words.ReadUInt64("the last process id");
    }
}

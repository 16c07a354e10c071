namespace Sonde.Linux.Netlink;

/// <summary>How long a task waited for one thing, since it began. Source: delay accounting, Documentation/accounting/delay-accounting.rst.</summary>
/// <param name="Count">How often it waited.</param>
/// <param name="Total">The waits together.</param>
/// <param name="Longest">The longest wait; null before Linux 6.14.</param>
public readonly record struct TaskDelay(ulong Count, TimeSpan Total, TimeSpan? Longest)
{
    /// <summary>The delay from the kernel's nanoseconds.</summary>
    internal static TaskDelay FromNanoseconds(ulong count, ulong total, ulong? longest) =>
        new(count, Nanoseconds(total), longest is ulong time ? Nanoseconds(time) : null);

    internal static TimeSpan Nanoseconds(ulong nanoseconds) => new((long)(nanoseconds / TimeSpan.NanosecondsPerTick));
}

namespace Sonde.Proc.Cpu;

/// <summary>How long the machine has been up, with a resolution of 10 ms. Source: /proc/uptime, proc_uptime(5).</summary>
public sealed class Uptime : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/uptime";

    /// <summary>Since boot, time in suspend included.</summary>
    public TimeSpan SinceBoot { get; private set; }

    /// <summary>Idle time summed over all CPUs, so up to the number of CPUs times <see cref="SinceBoot"/>.</summary>
    public TimeSpan IdleSum { get; private set; }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        TextScanner words = new(text);
        SinceBoot = ToTimeSpan(words.ReadFraction("the uptime"));
        IdleSum = ToTimeSpan(words.ReadFraction("the idle time"));
    }

    // The kernel prints hundredths; rounding to them undoes what binary fractions lose. Capped where TimeSpan ends, 29,000 years of one CPU.
    private static TimeSpan ToTimeSpan(double seconds)
    {
        double hundredths = Math.Round(seconds * 100);
        return hundredths >= TimeSpan.MaxValue.Ticks / (TimeSpan.TicksPerSecond / 100)
            ? TimeSpan.MaxValue
            : new TimeSpan((long)hundredths * (TimeSpan.TicksPerSecond / 100));
    }
}

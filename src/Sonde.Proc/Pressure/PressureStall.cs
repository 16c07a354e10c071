namespace Sonde.Proc.Pressure;

/// <summary>
/// Pressure-stall information: how long tasks were held up by a lack of CPU, memory or I/O. The system's files and those of a cgroup
/// have the same format. Source: /proc/pressure/*, cgroup *.pressure, Documentation/accounting/psi.rst (Linux 4.20, CONFIG_PSI).
/// </summary>
public sealed class PressureStall : KernelSnapshot
{
    /// <summary>Tasks that waited for a CPU.</summary>
    public const string CpuPath = "/proc/pressure/cpu";

    /// <summary>Tasks held up by reclaim, swapping and refaults.</summary>
    public const string MemoryPath = "/proc/pressure/memory";

    /// <summary>Tasks that waited for I/O.</summary>
    public const string IoPath = "/proc/pressure/io";

    /// <summary>Tasks held up by interrupts; needs Linux 6.1 with IRQ_TIME_ACCOUNTING, and has only the full line.</summary>
    public const string IrqPath = "/proc/pressure/irq";

    /// <summary>Time in which at least one task was held up; meaningful where <see cref="HasSome"/>.</summary>
    public PressureLine Some { get; private set; }

    /// <summary>False for the irq file, which has only <see cref="Full"/>.</summary>
    public bool HasSome { get; private set; }

    /// <summary>Time in which all tasks were held up at once; null where the kernel does not print it. Always zero for the whole system's CPU.</summary>
    public PressureLine? Full { get; private set; }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        Some = default;
        HasSome = false;
        Full = null;
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!words.TryReadWord(out ReadOnlySpan<byte> label))
                continue;
            if (label.SequenceEqual("some"u8))
            {
                Some = ParseLine(ref words);
                HasSome = true;
            }
            else if (label.SequenceEqual("full"u8))
            {
                Full = ParseLine(ref words);
            }
        }

        if (!HasSome && Full is null)
            throw new KernelTextException("it has neither a some nor a full line");
    }

    private static PressureLine ParseLine(ref TextScanner words)
    {
        double avg10 = double.NaN;
        double avg60 = double.NaN;
        double avg300 = double.NaN;
        ulong? total = null;
        while (words.TryReadWord(out ReadOnlySpan<byte> word))
        {
            TextScanner pair = new(word);
            if (!pair.TryReadUntil((byte)'=', out ReadOnlySpan<byte> name))
                continue;
            if (name.SequenceEqual("avg10"u8))
                avg10 = pair.ReadFraction("avg10");
            else if (name.SequenceEqual("avg60"u8))
                avg60 = pair.ReadFraction("avg60");
            else if (name.SequenceEqual("avg300"u8))
                avg300 = pair.ReadFraction("avg300");
            else if (name.SequenceEqual("total"u8))
                total = pair.ReadUInt64("total");
        }

        if (double.IsNaN(avg10) || double.IsNaN(avg60) || double.IsNaN(avg300) || total is null)
            throw new KernelTextException("a line lacks one of avg10, avg60, avg300 and total");
        return new PressureLine(avg10, avg60, avg300, total.Value);
    }
}

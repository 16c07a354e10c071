using System.Text;

namespace Sonde.Proc.Processes;

/// <summary>
/// /proc/PID/wchan: the kernel function that a sleeping thread waits in. Needs ptrace access and CONFIG_KALLSYMS; without access the kernel says 0.
/// Source: proc_pid_wchan(5).
/// </summary>
public sealed class ProcessWaitChannel : ProcessSnapshot
{
    /// <inheritdoc/>
    public override string FileName => "wchan";

    /// <summary>The function, such as futex_wait_queue; null while the thread runs, or where it may not be known.</summary>
    public string? Function { get; private set; }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> name = text.TrimEnd((byte)'\n');
        Function = name.IsEmpty || name.SequenceEqual("0"u8) ? null : Encoding.UTF8.GetString(name);
    }
}

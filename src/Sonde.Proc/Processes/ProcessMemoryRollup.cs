namespace Sonde.Proc.Processes;

/// <summary>
/// /proc/PID/smaps_rollup: memory of a process with shared pages accounted for, in KiB. The kernel walks the page tables for it, which takes
/// milliseconds for large processes; needs ptrace access. Source: proc_pid_smaps_rollup in Documentation/filesystems/proc.rst.
/// </summary>
public sealed class ProcessMemoryRollup : ProcessSnapshot
{
    /// <inheritdoc/>
    public override string FileName => "smaps_rollup";

    /// <summary>All lines under the kernel's names, in KiB: Rss, Pss, Pss_Anon, Private_Dirty, ...</summary>
    public NamedCounters Values { get; } = new();

    /// <summary>Resident memory.</summary>
    public ulong? RssKibibytes => Values["Rss"];

    /// <summary>Resident memory with each shared page divided by the number of its users.</summary>
    public ulong? PssKibibytes => Values["Pss"];

    /// <summary>The anonymous part of <see cref="PssKibibytes"/>.</summary>
    public ulong? PssAnonymousKibibytes => Values["Pss_Anon"];

    /// <summary>The file part of <see cref="PssKibibytes"/>.</summary>
    public ulong? PssFileKibibytes => Values["Pss_File"];

    /// <summary>The shared-memory part of <see cref="PssKibibytes"/>.</summary>
    public ulong? PssSharedMemoryKibibytes => Values["Pss_Shmem"];

    /// <summary>Memory that would be free if the process ended: private clean and dirty pages.</summary>
    public ulong? UniqueKibibytes => Values["Private_Clean"] + Values["Private_Dirty"];

    /// <summary>Memory in swap.</summary>
    public ulong? SwapKibibytes => Values["Swap"];

    /// <summary>Memory in transparent huge pages.</summary>
    public ulong? AnonymousHugePagesKibibytes => Values["AnonHugePages"];

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        Values.Begin();
        if (text.IsEmpty)
            throw new KernelTextException("the process has no memory of its own");
        TextScanner scanner = new(text);
        bool any = false;
        while (text.EndsWith("\n"u8) && scanner.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (!line.EndsWith(" kB"u8) || !KibibyteLine.TrySplit(line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
                || !KibibyteLine.TryReadNumber(value, out ulong kibibytes))
            {
                continue;
            }

            Values.Set(name, kibibytes);
            any = true;
        }

        if (!any)
            throw new KernelTextException("it has none of the lines of smaps_rollup");
    }
}

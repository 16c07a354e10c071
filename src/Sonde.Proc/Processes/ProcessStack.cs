namespace Sonde.Proc.Processes;

/// <summary>
/// The main thread's stack, from the mapping that the kernel names [stack] in /proc/PID/smaps. Expensive, since the kernel walks the page tables of all
/// mappings; needs ptrace access. Source: proc_pid_smaps(5), fs/proc/task_mmu.c.
/// </summary>
public sealed class ProcessStack : ProcessSnapshot
{
    /// <inheritdoc/>
    public override string FileName => "smaps";

    /// <summary>Memory reserved for the stack, in KiB.</summary>
    public ulong SizeKibibytes { get; private set; }

    /// <summary>Memory of the stack that was used lately, in KiB.</summary>
    public ulong ReferencedKibibytes { get; private set; }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        int found = 0;
        bool isStack = false;
        TextScanner lines = new(text);
        while (found < 2 && lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (line.EndsWith("[stack]"u8))
            {
                isStack = true;
            }
            else if (isStack && KibibyteLine.TrySplit(line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value))
            {
                TextScanner words = new(value);
                if (!words.TryReadUInt64(out ulong kibibytes))
                    continue;
                if (name.SequenceEqual("Size"u8))
                    SizeKibibytes = Found(kibibytes, ref found);
                else if (name.SequenceEqual("Referenced"u8))
                    ReferencedKibibytes = Found(kibibytes, ref found);
            }
        }

        if (found < 2)
            throw new KernelTextException("it has no stack with a size");
    }

    private static ulong Found(ulong value, ref int found)
    {
        found++;
        return value;
    }
}

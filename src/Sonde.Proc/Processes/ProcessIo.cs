namespace Sonde.Proc.Processes;

/// <summary>
/// /proc/PID/io: input and output of all threads, exited ones included. Reading it needs ptrace access to the process.
/// Source: proc(5), fs/proc/base.c (do_io_accounting); needs CONFIG_TASK_IO_ACCOUNTING.
/// </summary>
public sealed class ProcessIo : ProcessSnapshot
{
    /// <inheritdoc/>
    public override string FileName => "io";

    /// <summary>Bytes passed through read(2) and its kin, from whatever source (rchar).</summary>
    public ulong ReadCharacters { get; private set; }

    /// <summary>Bytes passed through write(2) and its kin (wchar).</summary>
    public ulong WrittenCharacters { get; private set; }

    /// <summary>Read system calls (syscr).</summary>
    public ulong ReadCalls { get; private set; }

    /// <summary>Write system calls (syscw).</summary>
    public ulong WriteCalls { get; private set; }

    /// <summary>Bytes fetched from storage (read_bytes).</summary>
    public ulong ReadBytes { get; private set; }

    /// <summary>Bytes dirtied for storage (write_bytes), counted before they reach it.</summary>
    public ulong WriteBytes { get; private set; }

    /// <summary>Dirtied bytes that truncation or deletion threw away unwritten (cancelled_write_bytes).</summary>
    public ulong CancelledWriteBytes { get; private set; }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        ReadCharacters = WrittenCharacters = ReadCalls = WriteCalls = ReadBytes = WriteBytes = CancelledWriteBytes = 0;
        int found = 0;
        TextScanner scanner = new(text);
        while (text.EndsWith("\n"u8) && scanner.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (KibibyteLine.TrySplit(line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
                && TextScanner.TryParseUInt64(value, out ulong number) && Store(name, number))
            {
                found++;
            }
        }

        if (found < 7)
            throw new KernelTextException("it does not have the seven counters of /proc/PID/io");
    }

    private bool Store(ReadOnlySpan<byte> name, ulong number)
    {
        if (name.SequenceEqual("rchar"u8))
            ReadCharacters = number;
        else if (name.SequenceEqual("wchar"u8))
            WrittenCharacters = number;
        else if (name.SequenceEqual("syscr"u8))
            ReadCalls = number;
        else if (name.SequenceEqual("syscw"u8))
            WriteCalls = number;
        else if (name.SequenceEqual("read_bytes"u8))
            ReadBytes = number;
        else if (name.SequenceEqual("write_bytes"u8))
            WriteBytes = number;
        else if (name.SequenceEqual("cancelled_write_bytes"u8))
            CancelledWriteBytes = number;
        else
            return false;
        return true;
    }
}

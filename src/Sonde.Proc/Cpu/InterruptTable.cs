namespace Sonde.Proc.Cpu;

/// <summary>
/// Interrupts, or soft interrupts, served by each CPU since boot. The heading decides which CPUs are columns: those that are online. On a large machine
/// the text has megabytes, so the counts lie flat in one array that is reused. Source: /proc/interrupts and /proc/softirqs, kernel/irq/proc.c, fs/proc/softirqs.c.
/// </summary>
public sealed class InterruptTable : KernelSnapshot
{
    /// <summary>The file of interrupts.</summary>
    public const string Path = "/proc/interrupts";

    /// <summary>The file of soft interrupts.</summary>
    public const string SoftInterruptsPath = "/proc/softirqs";

    private readonly SnapshotRows<InterruptRow> _rows = new();
    private readonly SnapshotRows<int> _cpus = new();
    private readonly NameCache _names = new();
    private ulong[] _counts = [];
    private int _used;

    /// <summary>The interrupts in the kernel's order.</summary>
    public ReadOnlySpan<InterruptRow> Rows => _rows.Rows;

    /// <summary>The CPU id of each column.</summary>
    public ReadOnlySpan<int> Cpus => _cpus.Rows;

    /// <summary>
    /// The counts of <paramref name="row"/>, one for each of <see cref="Cpus"/>; the kernel prints them modulo 2^32. A row that counts for the machine
    /// as a whole (ERR, MIS) has a single one.
    /// </summary>
    public ReadOnlySpan<ulong> Counts(in InterruptRow row) => _counts.AsSpan(row.Start, row.Length);

    /// <summary>False where the counts of <paramref name="row"/> are not by CPU (ERR, MIS).</summary>
    public bool IsPerCpu(in InterruptRow row) => row.Length == _cpus.Count;

    /// <summary>The counts of <paramref name="row"/> summed over CPUs.</summary>
    public ulong Total(in InterruptRow row)
    {
        ulong sum = 0;
        foreach (ulong count in Counts(row))
            sum += count;
        return sum;
    }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        _rows.Begin();
        _cpus.Begin();
        _used = 0;
        TextScanner lines = new(text);
        if (!lines.TryReadLine(out ReadOnlySpan<byte> heading))
            throw new KernelTextException("it is empty");
        ParseHeading(heading);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
            ParseRow(line);
    }

    private void ParseHeading(ReadOnlySpan<byte> heading)
    {
        TextScanner words = new(heading);
        while (words.TryReadWord(out ReadOnlySpan<byte> word))
        {
            if (!word.StartsWith("CPU"u8) || !TextScanner.TryParseUInt64(word[3..], out ulong cpu) || cpu >= ProcStat.LargestCpuCount)
                throw new KernelTextException("its heading does not name CPUs");
            if (_cpus.Count == ProcStat.LargestCpuCount)
                throw new KernelTextException("its heading names more CPUs than Linux supports");
            _cpus.Add((int)cpu);
        }

        if (_cpus.Count == 0)
            throw new KernelTextException("its heading names no CPU");
    }

    private void ParseRow(ReadOnlySpan<byte> line)
    {
        TextScanner words = new(line);
        if (!words.TryReadUntil((byte)':', out ReadOnlySpan<byte> name))
            return;
        int start = _used;
        if (_counts.Length - _used < _cpus.Count)
            Array.Resize(ref _counts, Math.Max(_used + _cpus.Count, _counts.Length * 2));

        // A description may begin with digits too, but only after as many counts as there are CPUs.
        TextScanner description = words;
        while (_used - start < _cpus.Count && words.TryReadUInt64(out ulong count))
        {
            _counts[_used++] = count;
            description = words;
        }

        _rows.Add(new InterruptRow(_names.Get(name.Trim((byte)' ')), _names.Get(description.Rest.Trim(" \t"u8)), start, _used - start));
    }
}

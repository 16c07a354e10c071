namespace Sonde.Proc.Processes;

/// <summary>
/// /proc/PID/status: names, ids, memory and signals of a process (or one thread), by the kernel's names. Reused without allocating.
/// Source: proc(5), fs/proc/array.c (proc_pid_status).
/// </summary>
public sealed class ProcessStatus : ProcessSnapshot
{
    private byte[] _text = [];
    private int _length;

    /// <inheritdoc/>
    public override string FileName => "status";

    /// <summary>
    /// All lines that start with a number, under the kernel's names, in the kernel's units: VmRSS in KiB, Threads, voluntary_ctxt_switches, ...
    /// </summary>
    public NamedCounters Numbers { get; } = new();

    /// <summary>The state's letter; see <see cref="ProcessStat.State"/>.</summary>
    public char State { get; private set; }

    /// <summary>The command name, as the kernel escapes it here (newline and backslash).</summary>
    public string Name => Text("Name"u8) ?? "";

    /// <summary>The real user id.</summary>
    public uint UserId { get; private set; }

    /// <summary>The effective user id: whose permissions it acts with.</summary>
    public uint EffectiveUserId { get; private set; }

    /// <summary>The real group id.</summary>
    public uint GroupId { get; private set; }

    /// <summary>Threads of the process.</summary>
    public ulong? Threads => Numbers["Threads"];

    /// <summary>The process that traces this one; 0 for none.</summary>
    public ulong? TracerPid => Numbers["TracerPid"];

    /// <summary>Largest address space so far, in KiB; memory values are null for kernel threads and zombies.</summary>
    public ulong? VmPeakKibibytes => Numbers["VmPeak"];

    /// <summary>Address space, in KiB.</summary>
    public ulong? VmSizeKibibytes => Numbers["VmSize"];

    /// <summary>Locked memory, in KiB.</summary>
    public ulong? VmLockedKibibytes => Numbers["VmLck"];

    /// <summary>Largest resident memory so far, in KiB.</summary>
    public ulong? VmHighWaterMarkKibibytes => Numbers["VmHWM"];

    /// <summary>Resident memory, in KiB.</summary>
    public ulong? VmRssKibibytes => Numbers["VmRSS"];

    /// <summary>Swapped-out anonymous memory, in KiB; shared memory is not included.</summary>
    public ulong? VmSwapKibibytes => Numbers["VmSwap"];

    /// <summary>Resident anonymous memory, in KiB.</summary>
    public ulong? RssAnonymousKibibytes => Numbers["RssAnon"];

    /// <summary>Resident file mappings, in KiB.</summary>
    public ulong? RssFileKibibytes => Numbers["RssFile"];

    /// <summary>Resident shared memory, in KiB.</summary>
    public ulong? RssSharedMemoryKibibytes => Numbers["RssShmem"];

    /// <summary>Times it gave up the CPU by itself (this thread only).</summary>
    public ulong? VoluntaryContextSwitches => Numbers["voluntary_ctxt_switches"];

    /// <summary>Times it was preempted (this thread only).</summary>
    public ulong? NonVoluntaryContextSwitches => Numbers["nonvoluntary_ctxt_switches"];

    /// <summary>Effective capabilities, one bit each (include/uapi/linux/capability.h).</summary>
    public ulong EffectiveCapabilities { get; private set; }

    /// <summary>Signals queued for the real user.</summary>
    public ulong? QueuedSignals { get; private set; }

    /// <summary>How many signals may be queued (RLIMIT_SIGPENDING).</summary>
    public ulong? QueuedSignalsLimit { get; private set; }

    /// <summary>The process id in each nested pid namespace, the outermost first, such as "4711 12"; null before Linux 4.1.</summary>
    public string? NamespacePids => Text("NSpid"u8);

    /// <summary>The CPUs it may run on, such as "0-3,8"; null where the file does not say.</summary>
    public string? CpusAllowedList => Text("Cpus_allowed_list"u8);

    /// <summary>The memory nodes it may allocate from; null where the file does not say.</summary>
    public string? MemsAllowedList => Text("Mems_allowed_list"u8);

    /// <summary>The rest of the line <paramref name="name"/>, or null where there is none. Decoded anew with each call.</summary>
    public string? Text(ReadOnlySpan<byte> name)
    {
        TextScanner scanner = new(_text.AsSpan(0, _length));
        while (scanner.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (KibibyteLine.TrySplit(line, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value) && key.SequenceEqual(name))
                return System.Text.Encoding.UTF8.GetString(value).Replace('\t', ' ');
        }

        return null;
    }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        Numbers.Begin();
        _length = 0;
        State = '\0';
        UserId = EffectiveUserId = GroupId = uint.MaxValue;
        EffectiveCapabilities = 0;
        QueuedSignals = QueuedSignalsLimit = null;
        if (!text.EndsWith("\n"u8))
            throw new KernelTextException("it is cut short");
        TextScanner scanner = new(text);
        while (scanner.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (KibibyteLine.TrySplit(line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value))
                Store(name, value);
        }

        if (State == '\0' || UserId == uint.MaxValue)
            throw new KernelTextException("it does not have the lines State and Uid");
        if (_text.Length < text.Length)
            _text = new byte[text.Length * 2];
        text.CopyTo(_text);
        _length = text.Length;
    }

    private void Store(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("State"u8))
            State = value.IsEmpty ? '\0' : (char)value[0];
        else if (name.SequenceEqual("Uid"u8))
            (UserId, EffectiveUserId) = ReadIds(value);
        else if (name.SequenceEqual("Gid"u8))
            (GroupId, _) = ReadIds(value);
        else if (name.SequenceEqual("CapEff"u8))
            EffectiveCapabilities = new TextScanner(value).TryReadHexadecimal(out ulong bits) ? bits : 0;
        else if (name.SequenceEqual("SigQ"u8))
            ReadSignalQueue(value);
        else if (IsOneNumber(value, out ulong number))
            Numbers.Set(name, number);
    }

    private static (uint Real, uint Effective) ReadIds(ReadOnlySpan<byte> value)
    {
        TextScanner words = new(value);
        return words.TryReadUInt64(out ulong real) && words.TryReadUInt64(out ulong effective)
            ? ((uint)real, (uint)effective)
            : (uint.MaxValue, uint.MaxValue);
    }

    private void ReadSignalQueue(ReadOnlySpan<byte> value)
    {
        int slash = value.IndexOf((byte)'/');
        if (slash > 0 && TextScanner.TryParseUInt64(value[..slash], out ulong queued)
            && TextScanner.TryParseUInt64(value[(slash + 1)..], out ulong limit))
            (QueuedSignals, QueuedSignalsLimit) = (queued, limit);
    }

    // "1708 kB" and "7", but neither a list ("0 0 0") nor the hexadecimal masks, which may look like numbers.
    private static bool IsOneNumber(ReadOnlySpan<byte> value, out ulong number)
    {
        TextScanner words = new(value);
        return words.TryReadWord(out ReadOnlySpan<byte> word) & TextScanner.TryParseUInt64(word, out number)
            && (word.Length < 16 || word[0] != '0') && (!words.TryReadWord(out ReadOnlySpan<byte> unit) || unit.SequenceEqual("kB"u8));
    }
}

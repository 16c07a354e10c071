namespace Sonde.Proc.Cpu;

/// <summary>CPU time, interrupts, context switches and runnable tasks since boot. Source: /proc/stat, proc_stat(5), fs/proc/stat.c.</summary>
public sealed class ProcStat : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/stat";

    /// <summary>The largest number of CPUs that Linux supports (CONFIG_NR_CPUS), and that is read.</summary>
    public const int LargestCpuCount = 8192;

    // The year 9000: beyond, a text is garbage, and dates end soon after.
    private const long LargestBootTime = 221_845_392_000;

    private CpuTicks[] _cpus = [];
    private bool[] _online = [];
    private Lines _seen;

    [Flags]
    private enum Lines
    {
        None = 0,
        Cpu = 1,
        Interrupts = 2,
        ContextSwitches = 4,
        BootTime = 8,
        Processes = 16,
        Running = 32,
        Blocked = 64,
        SoftInterrupts = 128,
        Required = Cpu | Interrupts | ContextSwitches | BootTime | Processes | Running | Blocked,
    }

    /// <summary>The kernel's sum over all CPUs. It jumps when CPUs go offline: sum <see cref="Cpus"/> instead where they come and go.</summary>
    public CpuTicks Total { get; private set; }

    /// <summary>The CPUs by CPU id; one that is offline has zeros and <see cref="IsOnline"/> false.</summary>
    public ReadOnlySpan<CpuTicks> Cpus => _cpus.AsSpan(0, CpuCount);

    /// <summary>The highest id of a CPU in the text, plus 1; 0 where the text has no line for single CPUs.</summary>
    public int CpuCount { get; private set; }

    /// <summary>How many CPUs are online.</summary>
    public int OnlineCount { get; private set; }

    /// <summary>Interrupts served since boot.</summary>
    public ulong Interrupts { get; private set; }

    /// <summary>Context switches since boot.</summary>
    public ulong ContextSwitches { get; private set; }

    /// <summary>Processes and threads created since boot.</summary>
    public ulong Forks { get; private set; }

    /// <summary>Soft interrupts served since boot; 0 where <see cref="HasSoftInterrupts"/> is false.</summary>
    public ulong SoftInterrupts { get; private set; }

    /// <summary>False on kernels before 2.6.31, which do not count soft interrupts here.</summary>
    public bool HasSoftInterrupts => (_seen & Lines.SoftInterrupts) != Lines.None;

    /// <summary>When the machine booted, in seconds since 1970-01-01 UTC; moves when the clock is set.</summary>
    public long BootTimeSeconds { get; private set; }

    /// <summary>When the machine booted; null for a number that is no date, 1970 included. Moves when the clock is set.</summary>
    public DateTimeOffset? BootTime => BootTimeSeconds is > 0 and < LargestBootTime ? DateTimeOffset.FromUnixTimeSeconds(BootTimeSeconds) : null;

    /// <summary>Threads that run or wait for a CPU now, the reader included.</summary>
    public ulong ProcessesRunning { get; private set; }

    /// <summary>Threads that wait for block I/O now (nr_iowait); not all that are in uninterruptible sleep.</summary>
    public ulong ProcessesBlocked { get; private set; }

    /// <summary>True where CPU <paramref name="cpu"/> was online; false for any id that is not in the text.</summary>
    public bool IsOnline(int cpu) => (uint)cpu < (uint)CpuCount && _online[cpu];

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        Array.Clear(_cpus, 0, CpuCount);
        Array.Clear(_online, 0, CpuCount);
        CpuCount = 0;
        OnlineCount = 0;
        SoftInterrupts = 0;
        _seen = Lines.None;
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!words.TryReadWord(out ReadOnlySpan<byte> label))
                continue;
            if (label.StartsWith("cpu"u8))
                ParseCpu(label[3..], ref words);
            else
                ParseCounter(label, ref words);
        }

        if ((_seen & Lines.Required) != Lines.Required)
            throw new KernelTextException($"it lacks the lines for: {Lines.Required & ~_seen}");
    }

    private void ParseCpu(ReadOnlySpan<byte> digits, ref TextScanner columns)
    {
        if (digits.IsEmpty)
        {
            Total = CpuTicks.Read(ref columns);
            _seen |= Lines.Cpu;
            return;
        }

        // "cpufreq..." or the like would be a line of a kernel to come.
        if (!TextScanner.TryParseUInt64(digits, out ulong id))
            return;
        if (id >= LargestCpuCount)
            throw new KernelTextException($"it names CPU {id}, and Linux has at most {LargestCpuCount}");
        int cpu = (int)id;
        if (cpu >= _cpus.Length)
        {
            int length = Math.Max(cpu + 1, _cpus.Length * 2);
            Array.Resize(ref _cpus, length);
            Array.Resize(ref _online, length);
        }

        _cpus[cpu] = CpuTicks.Read(ref columns);
        CpuCount = Math.Max(CpuCount, cpu + 1);
        if (!_online[cpu])
            OnlineCount++;
        _online[cpu] = true;
    }

    private void ParseCounter(ReadOnlySpan<byte> label, ref TextScanner columns)
    {
        // Only the first number of intr and softirq is read: the rest, one column per interrupt, is most of the file.
        if (label.SequenceEqual("intr"u8))
            Interrupts = Count(Lines.Interrupts, "intr", ref columns);
        else if (label.SequenceEqual("ctxt"u8))
            ContextSwitches = Count(Lines.ContextSwitches, "ctxt", ref columns);
        else if (label.SequenceEqual("btime"u8))
            BootTimeSeconds = (long)Count(Lines.BootTime, "btime", ref columns);
        else if (label.SequenceEqual("processes"u8))
            Forks = Count(Lines.Processes, "processes", ref columns);
        else if (label.SequenceEqual("procs_running"u8))
            ProcessesRunning = Count(Lines.Running, "procs_running", ref columns);
        else if (label.SequenceEqual("procs_blocked"u8))
            ProcessesBlocked = Count(Lines.Blocked, "procs_blocked", ref columns);
        else if (label.SequenceEqual("softirq"u8))
            SoftInterrupts = Count(Lines.SoftInterrupts, "softirq", ref columns);
    }

    private ulong Count(Lines line, string name, ref TextScanner columns)
    {
        ulong value = columns.ReadUInt64(name);
        _seen |= line;
        return value;
    }
}

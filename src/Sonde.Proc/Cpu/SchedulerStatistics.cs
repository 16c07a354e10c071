namespace Sonde.Proc.Cpu;

/// <summary>
/// Run time and run-queue latency of each CPU. The cpu lines are alike in versions 14 (Linux 2.6.20) to 17 (6.13), which differ in their
/// domain lines; those are not read. Source: /proc/schedstat (CONFIG_SCHEDSTATS), Documentation/scheduler/sched-stats.rst.
/// </summary>
public sealed class SchedulerStatistics : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/schedstat";

    /// <summary>The oldest version that is read.</summary>
    public const int OldestVersion = 14;

    private const int ColumnsBeforeTimes = 6;

    private readonly SnapshotRows<SchedulerCounters> _rows = new();

    /// <summary>The format's version.</summary>
    public int Version { get; private set; }

    /// <summary>The online CPUs in ascending order.</summary>
    public ReadOnlySpan<SchedulerCounters> Cpus => _rows.Rows;

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        _rows.Begin();
        Version = 0;
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!words.TryReadWord(out ReadOnlySpan<byte> label))
                continue;
            if (label.SequenceEqual("version"u8))
                Version = CheckVersion(words.ReadUInt64("the version"));
            else if (label.StartsWith("cpu"u8) && TextScanner.TryParseUInt64(label[3..], out ulong cpu))
                ParseCpu(cpu, ref words);
        }

        if (Version == 0)
            throw new KernelTextException("it lacks the version");
    }

    // A newer version is read as well: the cpu line has outlived four, and ParseCpu refuses one with other columns.
    private static int CheckVersion(ulong version) => version is >= OldestVersion and <= 999
        ? (int)version
        : throw new KernelTextException($"it is of version {version}, and only {OldestVersion} and later are known");

    private void ParseCpu(ulong cpu, ref TextScanner words)
    {
        if (Version == 0)
            throw new KernelTextException("the version does not come first");
        if (cpu >= ProcStat.LargestCpuCount)
            throw new KernelTextException($"it names CPU {cpu}, and Linux has at most {ProcStat.LargestCpuCount}");
        for (int i = 0; i < ColumnsBeforeTimes; i++)
            words.ReadUInt64("a column of a cpu line");
        ulong running = words.ReadUInt64("the run time of a CPU");
        ulong delay = words.ReadUInt64("the run delay of a CPU");
        ulong slices = words.ReadUInt64("the timeslices of a CPU");
        if (words.TryReadWord(out _))
            throw new KernelTextException($"a cpu line of version {Version} has more than nine columns, whose meaning is not known");
        _rows.Add(new SchedulerCounters((int)cpu, running, delay, slices));
    }
}

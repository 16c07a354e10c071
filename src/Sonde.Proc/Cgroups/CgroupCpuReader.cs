namespace Sonde.Proc.Cgroups;

/// <summary>CPU use, quota and throttling of a group.</summary>
internal sealed class CgroupCpuReader : CgroupReader
{
    private readonly bool _isVersion2;
    private readonly CgroupFile? _statistics;
    private readonly CgroupFile? _usage;
    private readonly CgroupFile? _usageUser;
    private readonly CgroupFile? _usageSystem;
    private readonly CgroupFile? _maximum;
    private readonly CgroupFile? _period;
    private readonly CgroupFile? _weight;

    internal CgroupCpuReader(CgroupFileReader files, CgroupGroup group)
        : base(files)
    {
        string? directory = group.DirectoryOf("cpu", out int version);
        _isVersion2 = version == 2;
        _statistics = Open(directory, "cpu.stat");
        if (_isVersion2)
        {
            _maximum = Open(directory, "cpu.max");
            _weight = Open(directory, "cpu.weight");
            return;
        }

        _maximum = Open(directory, "cpu.cfs_quota_us");
        _period = Open(directory, "cpu.cfs_period_us");
        _weight = Open(directory, "cpu.shares");
        string? accounting = group.DirectoryOf("cpuacct", out _);
        _usage = Open(accounting, "cpuacct.usage");
        _usageUser = Open(accounting, "cpuacct.usage_user");
        _usageSystem = Open(accounting, "cpuacct.usage_sys");
        // Without version 1 accounting, the version 2 tree has the times of groups that exist there too.
        if (accounting is null && group.UnifiedDirectory is { } unified && directory is null)
            _statistics = Open(unified, "cpu.stat");
    }

    internal override void Read(CgroupSnapshot snapshot)
    {
        snapshot.CpuUsage = snapshot.CpuUser = snapshot.CpuSystem = snapshot.ThrottledTime = null;
        snapshot.NrPeriods = snapshot.NrThrottled = null;
        if (Files.TryRead(_statistics, out ReadOnlySpan<byte> text))
            ParseStatistics(text, snapshot);
        snapshot.CpuQuotaCpus = ReadQuota();
        snapshot.CpuWeight = _isVersion2 ? Files.ReadNumber(_weight) : null;
        snapshot.CpuShares = _isVersion2 ? null : Files.ReadNumber(_weight);
        if (_usage is null)
            return;
        snapshot.CpuUsage = Nanoseconds(Files.ReadNumber(_usage));
        snapshot.CpuUser = Nanoseconds(Files.ReadNumber(_usageUser));
        snapshot.CpuSystem = Nanoseconds(Files.ReadNumber(_usageSystem));
    }

    /// <summary>Parses cpu.stat of either version: microseconds under names that end in _usec, nanoseconds for throttled_time.</summary>
    internal static void ParseStatistics(ReadOnlySpan<byte> text, CgroupSnapshot snapshot)
    {
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!words.TryReadWord(out ReadOnlySpan<byte> name) || !words.TryReadUInt64(out ulong value))
                continue;
            if (name.SequenceEqual("usage_usec"u8))
                snapshot.CpuUsage = Microseconds(value);
            else if (name.SequenceEqual("user_usec"u8))
                snapshot.CpuUser = Microseconds(value);
            else if (name.SequenceEqual("system_usec"u8))
                snapshot.CpuSystem = Microseconds(value);
            else if (name.SequenceEqual("nr_periods"u8))
                snapshot.NrPeriods = value;
            else if (name.SequenceEqual("nr_throttled"u8))
                snapshot.NrThrottled = value;
            else if (name.SequenceEqual("throttled_usec"u8))
                snapshot.ThrottledTime = Microseconds(value);
            else if (name.SequenceEqual("throttled_time"u8))
                snapshot.ThrottledTime = Nanoseconds(value);
        }
    }

    // "50000 100000" or "max 100000" in one file; version 1 has two files, and -1 for no limit.
    private double? ReadQuota()
    {
        if (!Files.TryRead(_maximum, out ReadOnlySpan<byte> text))
            return null;
        TextScanner words = new(text);
        if (!words.TryReadUInt64(out ulong quota))
            return null;
        ulong period;
        if (_isVersion2)
            _ = words.TryReadUInt64(out period);
        else
            period = Files.ReadNumber(_period) ?? 0;
        return period == 0 ? null : (double)quota / period;
    }
}

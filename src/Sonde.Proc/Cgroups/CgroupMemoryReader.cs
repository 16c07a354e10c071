namespace Sonde.Proc.Cgroups;

/// <summary>Memory use, limits and events of a group.</summary>
internal sealed class CgroupMemoryReader : CgroupReader
{
    // Version 1 says "none" as the largest number of whole pages, which depends on the page size.
    private const ulong SmallestNoLimit = 0x7FFF_FFFF_0000_0000;

    private readonly bool _isVersion2;
    private readonly NamedCounters _statistics;
    private readonly CgroupFile? _current;
    private readonly CgroupFile? _limit;
    private readonly CgroupFile? _peak;
    private readonly CgroupFile? _stat;
    private readonly CgroupFile? _events;
    private readonly CgroupFile? _high;
    private readonly CgroupFile? _swapCurrent;
    private readonly CgroupFile? _swapLimit;
    private readonly CgroupFile? _failures;
    private readonly CgroupFile? _kernel;
    private readonly CgroupFile? _sockets;

    internal CgroupMemoryReader(CgroupFileReader files, CgroupGroup group)
        : base(files)
    {
        string? directory = group.DirectoryOf("memory", out int version);
        _isVersion2 = version == 2;
        _statistics = files.MemoryStatistics;
        _stat = Open(directory, "memory.stat");
        if (_isVersion2)
        {
            _current = Open(directory, "memory.current");
            _limit = Open(directory, "memory.max");
            _peak = Open(directory, "memory.peak");
            _events = Open(directory, "memory.events");
            _high = Open(directory, "memory.high");
            _swapCurrent = Open(directory, "memory.swap.current");
            _swapLimit = Open(directory, "memory.swap.max");
            return;
        }

        _current = Open(directory, "memory.usage_in_bytes");
        _limit = Open(directory, "memory.limit_in_bytes");
        _peak = Open(directory, "memory.max_usage_in_bytes");
        _events = Open(directory, "memory.oom_control");
        _failures = Open(directory, "memory.failcnt");
        _kernel = Open(directory, "memory.kmem.usage_in_bytes");
        _sockets = Open(directory, "memory.kmem.tcp.usage_in_bytes");
    }

    internal override void Read(CgroupSnapshot snapshot)
    {
        snapshot.MemoryCurrentBytes = Files.ReadNumber(_current);
        snapshot.HasMemory = snapshot.MemoryCurrentBytes is not null;
        snapshot.MemoryLimitBytes = Files.ReadNumber(_limit) is { } limit && limit < SmallestNoLimit ? limit : null;
        snapshot.MemoryPeakBytes = Files.ReadNumber(_peak);
        _statistics.Begin();
        if (Files.TryRead(_stat, out ReadOnlySpan<byte> text))
            ParseStatistics(text, _statistics);
        ReadEvents(snapshot);
        if (_isVersion2)
            StoreVersion2(snapshot);
        else
            StoreVersion1(snapshot);
    }

    /// <summary>Parses memory.stat: a name and a number a line.</summary>
    internal static void ParseStatistics(ReadOnlySpan<byte> text, NamedCounters statistics)
    {
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (words.TryReadWord(out ReadOnlySpan<byte> name) && words.TryReadUInt64(out ulong value))
                statistics.Set(name, value);
        }
    }

    private void ReadEvents(CgroupSnapshot snapshot)
    {
        snapshot.OomKills = snapshot.OomEvents = snapshot.MaxEvents = snapshot.HighEvents = null;
        if (!Files.TryRead(_events, out ReadOnlySpan<byte> text))
            return;
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!words.TryReadWord(out ReadOnlySpan<byte> name) || !words.TryReadUInt64(out ulong value))
                continue;
            if (name.SequenceEqual("oom_kill"u8))
                snapshot.OomKills = value;
            else if (name.SequenceEqual("oom"u8))
                snapshot.OomEvents = value;
            else if (name.SequenceEqual("max"u8))
                snapshot.MaxEvents = value;
            else if (name.SequenceEqual("high"u8))
                snapshot.HighEvents = value;
        }
    }

    private void StoreVersion2(CgroupSnapshot snapshot)
    {
        snapshot.MemoryHighBytes = Files.ReadNumber(_high);
        snapshot.SwapCurrentBytes = Files.ReadNumber(_swapCurrent);
        snapshot.SwapLimitBytes = Files.ReadNumber(_swapLimit);
        snapshot.AnonymousBytes = _statistics["anon"];
        snapshot.FileBytes = _statistics["file"];
        snapshot.SharedMemoryBytes = _statistics["shmem"];
        snapshot.InactiveFileBytes = _statistics["inactive_file"];
        snapshot.DirtyBytes = _statistics["file_dirty"];
        snapshot.WritebackBytes = _statistics["file_writeback"];
        snapshot.KernelBytes = _statistics["kernel"];
        snapshot.SlabBytes = _statistics["slab"];
        snapshot.SocketBytes = _statistics["sock"];
        snapshot.MajorFaults = _statistics["pgmajfault"];
        snapshot.RefaultsAnonymous = _statistics["workingset_refault_anon"];
        snapshot.RefaultsFile = _statistics["workingset_refault_file"] ?? _statistics["workingset_refault"];
    }

    private void StoreVersion1(CgroupSnapshot snapshot)
    {
        snapshot.MaxEvents = Files.ReadNumber(_failures);
        snapshot.KernelBytes = Files.ReadNumber(_kernel);
        snapshot.SocketBytes = Files.ReadNumber(_sockets);
        snapshot.MemoryHighBytes = null;
        snapshot.SwapLimitBytes = null;
        snapshot.SlabBytes = null;
        snapshot.SwapCurrentBytes = _statistics["total_swap"];
        snapshot.AnonymousBytes = _statistics["total_rss"];
        snapshot.FileBytes = _statistics["total_cache"];
        snapshot.SharedMemoryBytes = _statistics["total_shmem"];
        snapshot.InactiveFileBytes = _statistics["total_inactive_file"];
        snapshot.DirtyBytes = _statistics["total_dirty"];
        snapshot.WritebackBytes = _statistics["total_writeback"];
        snapshot.MajorFaults = _statistics["total_pgmajfault"];
        snapshot.RefaultsAnonymous = _statistics["total_workingset_refault_anon"];
        snapshot.RefaultsFile = _statistics["total_workingset_refault_file"] ?? _statistics["total_workingset_refault"];
    }
}

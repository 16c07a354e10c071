using System.Globalization;
using Sonde.Linux;
using Sonde.Proc;
using Sonde.Symbols.Files;

namespace Sonde.Symbols.Processes;

/// <summary>What is kept of one process, so that its addresses are understood also after it has ended: its memory map, its files, its perf map.</summary>
internal sealed class ProcessView : IDisposable
{
    // How old a memory map may be while its process lives: programs load libraries, and replace themselves by others.
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(100);

    // How old for an address that is in no mapping.
    private static readonly TimeSpan FreshnessOfMiss = TimeSpan.FromMilliseconds(2);
    private const int LargestPerfMap = 256 << 20;
    private const int UsualMaps = 16 << 10;

    private readonly LinuxRoot _root;
    private readonly FileTree _machine;
    private readonly string _perfMapPath;
    private readonly ulong _startTicks;
    private string _rootPath = "";
    private TimeSpan _readAt;
    private TimeSpan _identifiedAt = Clock.Monotonic;
    private TimeSpan _perfMapReadAt = TimeSpan.MinValue;
    private PerfMap? _perfMap;
    private FileStatus _perfMapStatus;

    internal ProcessView(LinuxRoot root, FileTree machine, int pid)
    {
        _root = root;
        _machine = machine;
        Pid = pid;
        _perfMapPath = $"/tmp/perf-{PidInNamespace()}.map";
        _startTicks = ReadStartTicks();
        Files = FilesOf();
        Maps = ProcessMaps.Parse([], executableOnly: true);
        Read(Clock.Monotonic);
    }

    internal int Pid { get; }

    internal bool HasExited { get; private set; }

    internal ProcessMaps Maps { get; private set; }

    /// <summary>The files as the process sees them.</summary>
    internal FileTree Files { get; }

    /// <summary>True where the process has ended and its number is another's now. Looked up at most every tenth of a second.</summary>
    internal bool IsReplaced()
    {
        TimeSpan now = Clock.Monotonic;
        if (now - _identifiedAt <= Freshness)
            return false;
        _identifiedAt = now;
        ulong ticks = ReadStartTicks();
        return ticks != 0 && ticks != _startTicks;
    }

    /// <summary>The mapping that contains an address, of the memory map as it is now, or was last.</summary>
    internal bool TryFind(ulong address, out ProcessMapping mapping)
    {
        TimeSpan now = Clock.Monotonic;
        if (now - _readAt > Freshness)
            Read(now);
        if (Maps.TryFind(address, out mapping))
            return true;
        if (now - _readAt <= FreshnessOfMiss)
            return false;
        Read(now);
        return Maps.TryFind(address, out mapping);
    }

    /// <summary>The function that a just-in-time compiler told at an address.</summary>
    internal bool TryFindCompiled(ulong address, out string name, out ulong start)
    {
        TimeSpan now = Clock.Monotonic;
        if (_perfMap is not null && _perfMap.TryFind(address, out name, out start))
            return true;
        if (now - Freshness > _perfMapReadAt)
            ReadPerfMap(now);
        (name, start) = ("", 0);
        return _perfMap is not null && _perfMap.TryFind(address, out name, out start);
    }

    /// <summary>
    /// Where a path of the memory map may be found. The kernel tells paths as this process sees them where it can, and else from the root of the other
    /// mount namespace, which of a program in a changed root is not the program's own.
    /// </summary>
    internal IEnumerable<(FileTree Tree, string Path)> PlacesOf(string path)
    {
        yield return (Files, path);
        if (!Files.IsForeign)
            yield break;
        if (_rootPath.Length > 1 && path.StartsWith(_rootPath + '/', StringComparison.Ordinal))
            yield return (Files, path[_rootPath.Length..]);
        yield return (_machine, path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Files != _machine)
            Files.Dispose();
    }

    private void Read(TimeSpan now)
    {
        _readAt = now;
        if (HasExited)
            return;
        using KernelFile file = new(_root, $"/proc/{Pid}/maps", UsualMaps);
        bool isRead = file.TryRead(out ReadOnlySpan<byte> text, out _);
        // A process that is ending has no memory any more, but what it had is still asked for.
        if (isRead && text.IsEmpty && Maps.Mappings.Count > 0)
            return;
        if (isRead)
            Maps = ProcessMaps.Parse(text, executableOnly: true);
        else
            HasExited = true;
    }

    // Read anew only when it has grown: some write it for as long as they run.
    private void ReadPerfMap(TimeSpan now)
    {
        _perfMapReadAt = now;
        if (!Files.TryOpen(_perfMapPath, out FileDescriptor? descriptor, out FileStatus status).IsSuccess)
            return;
        using FileSource source = new(descriptor!, status.Size);
        if (status == _perfMapStatus || status.Size > LargestPerfMap)
            return;
        _perfMapStatus = status;
        _perfMap = PerfMap.Parse(source.Read(0, (int)status.Size).ToArray());
    }

    // Field 22 of /proc/PID/stat, proc(5); the name before may contain blanks and parentheses. 0 where there is no such process.
    private ulong ReadStartTicks()
    {
        const int FieldAfterName = 19;
        string text = _root.ReadText($"/proc/{Pid}/stat") ?? "";
        string[] fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > FieldAfterName && ulong.TryParse(fields[FieldAfterName], out ulong ticks) ? ticks : 0;
    }

    // NSpid lists the process's number in each namespace, its own last.
    private string PidInNamespace()
    {
        string? line = _root.ReadText($"/proc/{Pid}/status")?.Split('\n').FirstOrDefault(text => text.StartsWith("NSpid:", StringComparison.Ordinal));
        return line?.Split('\t', ' ')[^1] ?? Pid.ToString(CultureInfo.InvariantCulture);
    }

    private FileTree FilesOf()
    {
        bool isOwnRoot = _root.TryReadLink($"/proc/{Pid}/root", out _rootPath).IsSuccess && _rootPath == "/";
        bool isOwnNamespace = _root.TryReadLink($"/proc/{Pid}/ns/mnt", out string theirs).IsSuccess
            && _root.TryReadLink("/proc/self/ns/mnt", out string ours).IsSuccess && theirs == ours;
        if ((isOwnRoot && isOwnNamespace) || !FileTree.TryOpenRoot(_root, $"/proc/{Pid}/root", out FileTree? tree).IsSuccess)
            return _machine;
        return tree!;
    }
}

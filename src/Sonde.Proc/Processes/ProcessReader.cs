using Sonde.Linux;

namespace Sonde.Proc.Processes;

/// <summary>Reads the files of processes into entries, and decides whose descriptors are kept open.</summary>
internal sealed class ProcessReader : IDisposable
{
    private const int ReservedDescriptors = 256;

    // Other samplers keep descriptors too.
    private const int ReservedShare = 4;

    private readonly ProcessFiles _files;
    private readonly DetailReader _details;
    private readonly ThreadReader _threads;
    private readonly BlockedTaskFinder _blockedTasks;
    private int _descriptorBudget;

    // A recorded tree is read once: keeping its files open gains nothing.
    internal ProcessReader(LinuxRoot root)
        : this(root, root.IsLive ? LiveBudget(root) : 0)
    {
    }

    internal ProcessReader(LinuxRoot root, int descriptorBudget)
    {
        _files = new ProcessFiles(root);
        _details = new DetailReader(_files);
        _threads = new ThreadReader(_files, _details);
        _blockedTasks = new BlockedTaskFinder(_files, _threads);
        _descriptorBudget = descriptorBudget;
    }

    internal Errno ListPids(List<int> pids) => _files.ListPids(pids);

    /// <summary>
    /// Reads stat into <paramref name="stat"/>, through <paramref name="kept"/> where that is still good; opens one to keep where the budget allows
    /// it.
    /// </summary>
    internal Errno ReadStat(int pid, ref FileDescriptor? kept, ref ProcessStat stat)
    {
        if (kept is not null && ReadKeptStat(kept, ref stat).IsSuccess)
            return Errno.Success;

        // The process that the descriptor belongs to is gone; its id may be another one's by now.
        Close(ref kept);
        Errno errno;
        if (_descriptorBudget > 0)
        {
            errno = _files.TryOpen(pid, "stat"u8, out kept);
            if (errno.IsSuccess)
            {
                _descriptorBudget--;
                errno = ReadKeptStat(kept!, ref stat);
                if (!errno.IsSuccess)
                    Close(ref kept);
                return errno;
            }

            if (errno != Errno.TooManyOpenFiles)
                return errno;
            _descriptorBudget = 0;
        }

        errno = _files.Read(pid, "stat"u8, out ReadOnlySpan<byte> text);
        return errno.IsSuccess ? Parse(text, ref stat) : errno;
    }

    internal void ReadDetails(ProcessEntry entry, ProcessDetails details, bool changed)
    {
        if (details.Includes(ProcessDetails.OnlyIfEverRan) && entry.Stat.CpuTicks == 0)
            return;
        _details.Read(entry, changed ? details : DetailReader.Unchanged(details, entry.DetailsRead));
        entry.DetailsRead |= details;
        if (details.Includes(ProcessDetails.Threads))
            _threads.Read(entry, details, ref _descriptorBudget);
    }

    internal void FindBlockedTasks(ProcessEntry entry, List<BlockedTask> found) => _blockedTasks.Find(entry, found, ref _descriptorBudget);

    /// <summary>Gives an entry's descriptors back.</summary>
    internal void Release(ProcessEntry entry)
    {
        FileDescriptor? kept = entry.StatDescriptor;
        Close(ref kept);
        entry.StatDescriptor = null;
        ThreadReader.Release(entry, ref _descriptorBudget);
    }

    /// <summary>Closes a kept descriptor and returns it to the budget.</summary>
    internal void Close(ref FileDescriptor? kept)
    {
        if (kept is null)
            return;
        kept.Dispose();
        kept = null;
        _descriptorBudget++;
    }

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();

    private Errno ReadKeptStat(FileDescriptor kept, ref ProcessStat stat)
    {
        Errno errno = _files.ReadKept(kept, out ReadOnlySpan<byte> text);
        return errno.IsSuccess ? Parse(text, ref stat) : errno;
    }

    // A stat file that is not one can only come from a recorded tree; to the caller it is a file that cannot be read.
    private static Errno Parse(ReadOnlySpan<byte> text, ref ProcessStat stat) =>
        ProcessStat.TryParse(text, ref stat) ? Errno.Success : Errno.InputOutput;

    private static int LiveBudget(LinuxRoot root)
    {
        ProcessLimits limits = new();
        using KernelFile file = new(root, "/proc/self/limits");
        if (!limits.Load(file) || limits.OpenFiles is not { Soft: { } soft })
            return int.MaxValue / 2;
        int limit = (int)Math.Min(soft, int.MaxValue / 2);
        return Math.Max(0, limit - Math.Max(ReservedDescriptors, limit / ReservedShare));
    }
}

using Sonde.Linux;

namespace Sonde.Proc.Processes;

/// <summary>
/// All processes, sampled again and again. Each process keeps its entry, and its open stat file, from refresh to refresh, so that a refresh costs one
/// pread a
/// process and allocates nothing in a steady state. Not safe for concurrent use.
/// </summary>
public sealed class ProcessTable : IDisposable
{
    private readonly List<int> _pids = [];
    private readonly List<ProcessEntry> _exited = [];
    private List<ProcessEntry> _entries = [];
    private List<ProcessEntry> _next = [];
    private ProcessReader _reader;

    /// <summary>Creates an empty table; the first <see cref="Refresh"/> fills it.</summary>
    /// <param name="root">Where /proc is.</param>
    public ProcessTable(LinuxRoot root) => _reader = new ProcessReader(root);

    /// <summary>Creates a table that keeps at most <paramref name="descriptorBudget"/> descriptors.</summary>
    internal ProcessTable(LinuxRoot root, int descriptorBudget) => _reader = new ProcessReader(root, descriptorBudget);

    /// <summary>The processes of the last refresh in the order of their ids, threads of the kernel included.</summary>
    public IReadOnlyList<ProcessEntry> Entries => _entries;

    /// <summary>The processes that were there in the refresh before and were gone in the last one, with their last known values.</summary>
    public IReadOnlyList<ProcessEntry> Exited => _exited;

    /// <summary>Why there are no processes; null where the last refresh could list them.</summary>
    public Unavailability? Unavailability { get; private set; }

    /// <summary>Processes of the last refresh that are listed but may not be read, as on a /proc mounted with hidepid.</summary>
    public int UnreadableCount { get; private set; }

    /// <summary>The only processes to read, ascending by id; null for all. Reading a few costs no listing of /proc.</summary>
    public IReadOnlyList<int>? Only { get; set; }

    /// <summary>Reads every process anew.</summary>
    /// <param name="details">What to read besides stat.</param>
    public void Refresh(ProcessDetails details)
    {
        _exited.Clear();
        _next.Clear();
        UnreadableCount = 0;
        Errno errno = ListPids();
        Unavailability = errno.IsSuccess ? null : Unavailability.FromErrno("/proc", errno);
        int known = 0;
        foreach (int pid in _pids)
        {
            for (; known < _entries.Count && _entries[known].Identity.Pid < pid; known++)
                Retire(_entries[known]);
            ProcessEntry? entry = known < _entries.Count && _entries[known].Identity.Pid == pid ? _entries[known++] : null;
            Visit(pid, entry, details);
        }

        for (; known < _entries.Count; known++)
            Retire(_entries[known]);
        (_entries, _next) = (_next, _entries);
        _next.Clear();
    }

    /// <summary>The process with id <paramref name="pid"/> in the last refresh, or null.</summary>
    public ProcessEntry? Find(int pid)
    {
        int low = 0;
        int high = _entries.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int found = _entries[middle].Identity.Pid;
            if (found == pid)
                return _entries[middle];
            if (found < pid)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }

    /// <summary>
    /// Replaces <paramref name="found"/> by the threads in uninterruptible sleep: of single-threaded processes by the state of the last refresh, of
    /// others by
    /// reading the state of each thread now. Costs nothing for single-threaded processes and some 10 µs for each thread of the others.
    /// </summary>
    public void FindUninterruptible(List<BlockedTask> found)
    {
        found.Clear();
        foreach (ProcessEntry entry in _entries)
            _reader.FindBlockedTasks(entry, found);
    }

    /// <summary>Makes the next refresh read another tree: recorded trees of one machine are its samples.</summary>
    public void SwitchRoot(LinuxRoot root)
    {
        foreach (ProcessEntry entry in _entries)
            _reader.Release(entry);
        _reader.Dispose();
        _reader = new ProcessReader(root);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ProcessEntry entry in _entries)
            _reader.Release(entry);
        _reader.Dispose();
    }

    private Errno ListPids()
    {
        if (Only is null)
            return _reader.ListPids(_pids);
        _pids.Clear();
        _pids.AddRange(Only);
        return Errno.Success;
    }

    private void Visit(int pid, ProcessEntry? entry, ProcessDetails details)
    {
        ProcessStat stat = entry is null ? default : entry.Stat;
        FileDescriptor? kept = entry?.StatDescriptor;
        Errno errno = _reader.ReadStat(pid, ref kept, ref stat);
        if (entry is not null)
            entry.StatDescriptor = kept;
        if (!errno.IsSuccess)
        {
            if (!errno.IsGone)
                UnreadableCount++;
            if (entry is not null)
                Retire(entry);
            return;
        }

        bool changed = true;
        if (entry is not null && entry.Identity == stat.Identity)
        {
            changed = stat.CpuTicks != entry.Stat.CpuTicks;
            entry.Advance(stat);
        }
        else
        {
            if (entry is not null)
            {
                entry.StatDescriptor = null;
                Retire(entry);
            }

            entry = new ProcessEntry(stat) { StatDescriptor = kept };
        }

        if (details != ProcessDetails.None)
            _reader.ReadDetails(entry, details, changed);
        _next.Add(entry);
    }

    private void Retire(ProcessEntry entry)
    {
        _reader.Release(entry);
        _exited.Add(entry);
    }
}

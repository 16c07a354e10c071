using Sonde.Proc.Processes;

namespace Sonde.Metrics.Rates;

/// <summary>
/// The rates of all processes, and of their threads where those were read, over an interval that may span several refreshes of a
/// <see cref="ProcessTable"/>. A reused process id is a new process; one that ended keeps what it did until it was seen last.
/// </summary>
public sealed class TaskActivity
{
    private readonly Dictionary<ProcessEntry, TaskRates> _processes = [];
    private readonly Dictionary<ThreadEntry, TaskRates> _threads = [];
    private readonly List<TaskRates> _rows = [];
    private readonly List<TaskRates> _threadRows = [];
    private readonly double _ticksPerSecond;
    private readonly double _pageKibibytes;

    /// <summary>Creates an empty activity.</summary>
    /// <param name="ticksPerSecond">USER_HZ of the observed machine.</param>
    /// <param name="pageBytes">The observed machine's page size.</param>
    public TaskActivity(double ticksPerSecond = 100, double pageBytes = 4096)
    {
        _ticksPerSecond = ticksPerSecond;
        _pageKibibytes = pageBytes / 1024;
    }

    /// <summary>Memory of the machine in KiB, for shares of it; NaN where it is not known.</summary>
    public double MemoryTotalKibibytes { get; set; } = double.NaN;

    /// <summary>CPUs that are online, for shares of the whole machine; NaN where it is not known.</summary>
    public double CpuCount { get; set; } = double.NaN;

    /// <summary>One row for each process that was there at the end, or ended inside the interval.</summary>
    public IReadOnlyList<TaskRates> Processes => _rows;

    /// <summary>One row for each thread of the processes whose threads were read.</summary>
    public IReadOnlyList<TaskRates> Threads => _threadRows;

    /// <summary>Processes that started inside the interval and were seen.</summary>
    public int StartedCount { get; private set; }

    /// <summary>Processes that ended inside the interval and had been seen.</summary>
    public int ExitedCount { get; private set; }

    /// <summary>Begins a new interval at the table's present state.</summary>
    public void Begin()
    {
        RemoveExited(_processes);
        RemoveExited(_threads);
        foreach (TaskRates row in _processes.Values)
            row.Begin();
        foreach (TaskRates row in _threads.Values)
            row.Begin();
        StartedCount = 0;
        ExitedCount = 0;
    }

    /// <summary>Adds the last refresh of <paramref name="table"/>, and refreshes the rows.</summary>
    /// <param name="table">The table, just refreshed.</param>
    /// <param name="seconds">The interval's measured length so far.</param>
    /// <param name="intervalStart">Start of the interval since boot: a process younger than that counts from zero.</param>
    public void Add(ProcessTable table, double seconds, TimeSpan intervalStart)
    {
        _rows.Clear();
        _threadRows.Clear();
        ulong startTicks = (ulong)Math.Max(0, intervalStart.TotalSeconds * _ticksPerSecond);
        for (int i = 0; i < table.Exited.Count; i++)
        {
            ProcessEntry entry = table.Exited[i];
            if (_processes.TryGetValue(entry, out TaskRates? row) && !row.HasExited)
            {
                row.HasExited = true;
                ExitedCount++;
            }
        }

        foreach (TaskRates thread in _threads.Values)
            thread.HasExited = true;
        // By index: enumerating an IReadOnlyList would make an enumerator for each process.
        for (int i = 0; i < table.Entries.Count; i++)
        {
            ProcessEntry entry = table.Entries[i];
            AddProcess(entry, startTicks);
            for (int j = 0; j < entry.Threads.Count; j++)
                AddThread(entry, entry.Threads[j], startTicks);
        }

        Publish(_processes, _rows, seconds);
        Publish(_threads, _threadRows, seconds);
    }

    /// <summary>Fills the rows with averages since boot: all that each process did, divided by <paramref name="seconds"/>, as pidstat without an interval does.</summary>
    public void AddSinceBoot(ProcessTable table, double seconds)
    {
        _rows.Clear();
        _threadRows.Clear();
        for (int i = 0; i < table.Entries.Count; i++)
        {
            ProcessEntry entry = table.Entries[i];
            Row(entry).Add(default, entry.Current, startedInBetween: true);
            for (int j = 0; j < entry.Threads.Count; j++)
                Row(entry, entry.Threads[j]).Add(default, entry.Threads[j].Current, startedInBetween: true);
        }

        Publish(_processes, _rows, seconds);
        Publish(_threads, _threadRows, seconds);
    }

    /// <summary>Sets what all rows are divided by, for an activity over several intervals.</summary>
    public void SetSeconds(double seconds)
    {
        _rows.Clear();
        _threadRows.Clear();
        Publish(_processes, _rows, seconds);
        Publish(_threads, _threadRows, seconds);
    }

    /// <summary>Forgets the tasks that ended, for an activity that goes on without <see cref="Begin"/>.</summary>
    public void ForgetExited()
    {
        RemoveExited(_processes);
        RemoveExited(_threads);
    }

    /// <summary>The row of <paramref name="entry"/>, or null where it was not seen in this interval.</summary>
    public TaskRates? Find(ProcessEntry entry) => _processes.GetValueOrDefault(entry);

    /// <inheritdoc cref="Find(ProcessEntry)"/>
    public TaskRates? Find(ThreadEntry thread) => _threads.GetValueOrDefault(thread);

    private void AddProcess(ProcessEntry entry, ulong startTicks)
    {
        TaskRates row = Row(entry);
        if (entry.HasPrevious)
        {
            row.Add(entry.Previous, entry.Current, startedInBetween: false);
        }
        else if (entry.Identity.StartTimeTicks >= startTicks && startTicks > 0)
        {
            row.Add(default, entry.Current, startedInBetween: true);
            StartedCount++;
        }
        else
        {
            row.AddSighting(entry.Current);
        }
    }

    private void AddThread(ProcessEntry entry, ThreadEntry thread, ulong startTicks)
    {
        TaskRates row = Row(entry, thread);
        row.HasExited = false;
        if (thread.HasPrevious)
            row.Add(thread.Previous, thread.Current, startedInBetween: false);
        else if (thread.Identity.StartTimeTicks >= startTicks && startTicks > 0)
            row.Add(default, thread.Current, startedInBetween: true);
        else
            row.AddSighting(thread.Current);
    }

    private TaskRates Row(ProcessEntry entry)
    {
        if (!_processes.TryGetValue(entry, out TaskRates? row))
            _processes.Add(entry, row = new TaskRates(entry, null));
        return row;
    }

    private TaskRates Row(ProcessEntry entry, ThreadEntry thread)
    {
        if (!_threads.TryGetValue(thread, out TaskRates? row))
            _threads.Add(thread, row = new TaskRates(entry, thread));
        return row;
    }

    private void Publish<TKey>(Dictionary<TKey, TaskRates> source, List<TaskRates> rows, double seconds)
        where TKey : notnull
    {
        foreach (TaskRates row in source.Values)
        {
            row.SetBase(this, seconds, _ticksPerSecond, _pageKibibytes);
            rows.Add(row);
        }
    }

    private static void RemoveExited<TKey>(Dictionary<TKey, TaskRates> rows)
        where TKey : notnull
    {
        foreach ((TKey key, TaskRates row) in rows)
        {
            if (row.HasExited)
                rows.Remove(key);
        }
    }
}

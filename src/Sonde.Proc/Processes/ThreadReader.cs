using Sonde.Linux;

namespace Sonde.Proc.Processes;

/// <summary>
/// Keeps the thread lists of processes. A process that has only its main thread is not visited: the thread's values are the process's.
/// </summary>
internal sealed class ThreadReader(ProcessFiles files, DetailReader details)
{
    private readonly List<int> _tids = [];
    private uint _generation;

    /// <summary>Brings <see cref="ProcessEntry.Threads"/> up to date.</summary>
    internal void Read(ProcessEntry entry, ProcessDetails asked, ref int descriptorBudget)
    {
        _generation++;
        // Once visited, always visited: a process's times include its ended threads, so that changing the source would look like a jump.
        bool alone = entry.Stat.ThreadCount <= 1 && !entry.HasVisitedTasks;
        if (alone)
            Mirror(entry);
        else
            Visit(entry, asked, ref descriptorBudget);
        RemoveEnded(entry.MutableThreads);
    }

    /// <summary>The listing of the task directory: the kept one, or one that <see cref="Done"/> closes; null for a process that is gone.</summary>
    internal DirectoryListing? Tasks(ProcessEntry entry, ref int descriptorBudget)
    {
        if (entry.Tasks is not null)
            return entry.Tasks;
        files.TryOpenListing(entry.Identity.Pid, "task"u8, out DirectoryListing? tasks);
        if (tasks is not null && descriptorBudget > 0)
        {
            entry.Tasks = tasks;
            descriptorBudget--;
        }

        return tasks;
    }

    /// <summary>Closes a listing that is not kept.</summary>
    internal static void Done(ProcessEntry entry, DirectoryListing tasks)
    {
        if (entry.Tasks != tasks)
            tasks.Dispose();
    }

    /// <summary>Closes the listing that an entry keeps.</summary>
    internal static void Release(ProcessEntry entry, ref int descriptorBudget)
    {
        if (entry.Tasks is null)
            return;
        entry.Tasks.Dispose();
        entry.Tasks = null;
        descriptorBudget++;
    }

    private void Mirror(ProcessEntry entry)
    {
        ThreadEntry thread = FindOrAdd(entry.MutableThreads, 0, entry.Identity.Pid, out bool added);
        if (!added)
            thread.KeepAsPrevious();
        thread.HasPrevious = !added;
        thread.MirrorsProcess = true;
        thread.Generation = _generation;
        thread.MutableCurrent = entry.Current;
    }

    private void Visit(ProcessEntry entry, ProcessDetails asked, ref int descriptorBudget)
    {
        entry.HasVisitedTasks = true;
        DirectoryListing? tasks = Tasks(entry, ref descriptorBudget);
        if (tasks is null)
            return;
        if (ProcessFiles.ListNumbers(tasks, _tids).IsSuccess)
        {
            int position = 0;
            foreach (int tid in _tids)
                ReadThread(entry, tasks, tid, asked, ref position);
        }

        Done(entry, tasks);
    }

    private void ReadThread(ProcessEntry entry, DirectoryListing tasks, int tid, ProcessDetails asked, ref int position)
    {
        if (!files.ReadTask(tasks, tid, "stat"u8, out ReadOnlySpan<byte> text).IsSuccess)
            return;
        List<ThreadEntry> threads = entry.MutableThreads;
        while (position < threads.Count && threads[position].Tid < tid)
            position++;
        ThreadEntry thread = FindOrAdd(threads, position, tid, out bool added);
        ProcessStat stat = thread.Current.StatValues;
        if (!ProcessStat.TryParse(text, ref stat))
        {
            if (added)
                threads.RemoveAt(position);
            return;
        }

        position++;
        bool same = !added && !thread.MirrorsProcess && thread.Identity == stat.Identity;
        bool changed = !same || stat.CpuTicks != thread.Current.StatValues.CpuTicks;
        if (same)
            thread.KeepAsPrevious();
        else
            thread.Reset();
        thread.HasPrevious = same;
        thread.Generation = _generation;
        thread.MutableCurrent.StatValues = stat;
        details.ReadThread(tasks, thread, changed ? asked : DetailReader.Unchanged(asked, thread.DetailsRead));
        thread.DetailsRead |= asked;
    }

    // Both lists ascend, so that the place to insert at is known.
    private static ThreadEntry FindOrAdd(List<ThreadEntry> threads, int position, int tid, out bool added)
    {
        added = position >= threads.Count || threads[position].Tid != tid;
        if (added)
            threads.Insert(position, new ThreadEntry(tid));
        return threads[position];
    }

    private void RemoveEnded(List<ThreadEntry> threads)
    {
        int kept = 0;
        for (int i = 0; i < threads.Count; i++)
        {
            if (threads[i].Generation == _generation)
                threads[kept++] = threads[i];
        }

        threads.RemoveRange(kept, threads.Count - kept);
    }
}

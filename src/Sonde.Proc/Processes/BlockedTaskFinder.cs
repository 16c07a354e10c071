using Sonde.Linux;

namespace Sonde.Proc.Processes;

/// <summary>Finds threads in uninterruptible sleep. Only processes with more than one thread need their task directory visited.</summary>
internal sealed class BlockedTaskFinder(ProcessFiles files, ThreadReader threads)
{
    private readonly List<int> _tids = [];
    private readonly ProcessWaitChannel _waitChannel = new();

    internal void Find(ProcessEntry entry, List<BlockedTask> found, ref int descriptorBudget)
    {
        ref readonly ProcessStat stat = ref entry.Stat;
        if (stat.ThreadCount <= 1)
        {
            if (stat.State != 'D')
                return;
            string? waitChannel = WaitChannel(files.Read(stat.Pid, "wchan"u8, out ReadOnlySpan<byte> channel), channel);
            found.Add(new BlockedTask(entry.Identity, entry.Comm, stat.Pid, entry.Comm, waitChannel));
            return;
        }

        DirectoryListing? tasks = threads.Tasks(entry, ref descriptorBudget);
        if (tasks is null)
            return;
        if (ProcessFiles.ListNumbers(tasks, _tids).IsSuccess)
        {
            ProcessStat thread = stat;
            foreach (int tid in _tids)
            {
                bool read = files.ReadTask(tasks, tid, "stat"u8, out ReadOnlySpan<byte> text).IsSuccess && ProcessStat.TryParse(text, ref thread);
                if (!read || thread.State != 'D')
                    continue;
                string? waitChannel = WaitChannel(files.ReadTask(tasks, tid, "wchan"u8, out ReadOnlySpan<byte> channel), channel);
                found.Add(new BlockedTask(entry.Identity, entry.Comm, tid, thread.Comm, waitChannel));
            }
        }

        ThreadReader.Done(entry, tasks);
    }

    private string? WaitChannel(Errno errno, ReadOnlySpan<byte> text)
    {
        if (!errno.IsSuccess)
            return null;
        _waitChannel.Parse(text);
        return _waitChannel.Function;
    }
}

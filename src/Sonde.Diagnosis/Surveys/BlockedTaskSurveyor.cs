using Sonde.Diagnosis.Observations;
using Sonde.Proc;
using Sonde.Proc.Processes;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Looks several times for tasks in uninterruptible sleep, and tells those that are stuck from those that wait again and again.</summary>
internal sealed class BlockedTaskSurveyor
{
    private readonly List<BlockedTask> _found = [];
    private Dictionary<(int Tid, ulong Start), Stay> _stays = [];
    private readonly List<BlockedTaskSighting> _ended = [];

    /// <summary>Looks once; call after each refresh of the table.</summary>
    public void Look(ProcessTable table, LinuxRoot root, TimeSpan now)
    {
        _found.Clear();
        table.FindUninterruptible(_found);
        Dictionary<(int Tid, ulong Start), Stay> present = [];
        foreach (BlockedTask task in _found)
        {
            (int, ulong) key = (task.Tid, task.Process.StartTimeTicks);
            ulong? timeslices = ReadTimeslices(root, task.Process.Pid, task.Tid);
            if (_stays.Remove(key, out Stay? stay))
                stay.SeeAgain(task, now, timeslices);
            else
                stay = new Stay(task, now, timeslices);
            present[key] = stay;
        }

        foreach (Stay left in _stays.Values)
            _ended.Add(left.ToSighting());
        _stays = present;
    }

    /// <summary>All sightings, the longest first.</summary>
    public IReadOnlyList<BlockedTaskSighting> End() =>
        [.. _stays.Values.Select(s => s.ToSighting()).Concat(_ended).OrderByDescending(s => s.Seconds).ThenByDescending(s => s.Looks)];

    // The third number of schedstat counts how often the task was put on a CPU (Documentation/scheduler/sched-stats.rst).
    private static ulong? ReadTimeslices(LinuxRoot root, int pid, int tid)
    {
        string[]? words = root.ReadText($"/proc/{pid}/task/{tid}/schedstat")?.Split(' ');
        return words is { Length: >= 3 } && ulong.TryParse(words[2], out ulong count) ? count : null;
    }

    private sealed class Stay(BlockedTask task, TimeSpan since, ulong? timeslices)
    {
        private BlockedTask _task = task;
        private readonly TimeSpan _since = since;
        private TimeSpan _last = since;
        private ulong? _timeslices = timeslices;
        private int _looks = 1;
        private bool _hasRun;

        public void SeeAgain(BlockedTask task, TimeSpan now, ulong? timeslices)
        {
            _hasRun |= timeslices != _timeslices;
            _task = task;
            _last = now;
            _timeslices = timeslices;
            _looks++;
        }

        public BlockedTaskSighting ToSighting() =>
            new(_task.Process.Pid, _task.Tid, _task.ThreadName, _task.WaitChannel, (_last - _since).TotalSeconds, _looks, _hasRun);
    }
}

using System.Text;
using Sonde.Diagnosis.Observations;
using Sonde.Metrics.Rates;
using Sonde.Proc;
using Sonde.Proc.Processes;

namespace Sonde.Diagnosis.Surveys;

/// <summary>
/// Watches the threads of the few processes that use much CPU: who is hot is known only after the first part of a window, and reading the threads
/// of every process would cost more than the answer is worth.
/// </summary>
internal sealed class HotThreads
{
    private const double HotPercent = 20;
    private const int LargestProcessCount = 8;
    private const int LargestThreadCount = 2_000;
    private readonly LinuxRoot _root;
    private readonly double _ticksPerSecond;
    private readonly Dictionary<(int Tid, ulong Start), ProcessStat> _first = [];
    private readonly List<int> _pids = [];
    private TimeSpan _since;

    public HotThreads(LinuxRoot root, double ticksPerSecond)
    {
        _root = root;
        _ticksPerSecond = ticksPerSecond;
    }

    /// <summary>Chooses the processes to watch and reads their threads for the first time.</summary>
    public void Begin(TaskActivity tasks, TimeSpan now)
    {
        _since = now;
        _pids.AddRange(tasks.Processes
            .Where(t => !t.HasExited && t.CpuPercent >= HotPercent && t.Process.Stat.ThreadCount is > 1 and <= LargestThreadCount)
            .OrderByDescending(t => t.CpuPercent)
            .Take(LargestProcessCount)
            .Select(t => t.Pid));
        foreach (int pid in _pids)
            Read(pid, (tid, stat) => _first[(tid, stat.StartTimeTicks)] = stat);
    }

    /// <summary>Reads them again and returns what each thread used in between, the busiest first.</summary>
    public IReadOnlyList<ThreadUsage> End(TimeSpan now)
    {
        double seconds = (now - _since).TotalSeconds;
        List<ThreadUsage> usage = [];
        if (!(seconds > 0))
            return usage;
        foreach (int pid in _pids)
        {
            Read(pid, (tid, stat) =>
            {
                if (!_first.TryGetValue((tid, stat.StartTimeTicks), out ProcessStat first))
                    return;
                double scale = 100 / _ticksPerSecond / seconds;
                double user = Counter.Growth(first.UserTicks, stat.UserTicks) * scale;
                double system = Counter.Growth(first.SystemTicks, stat.SystemTicks) * scale;
                usage.Add(new ThreadUsage(pid, tid, stat.Comm, user + system, user, stat.State, stat.Processor));
            });
        }

        usage.Sort((a, b) => b.CpuPercent.CompareTo(a.CpuPercent));
        return usage;
    }

    private void Read(int pid, Action<int, ProcessStat> found)
    {
        foreach (string name in _root.List($"/proc/{pid}/task", out _))
        {
            if (!int.TryParse(name, out int tid) || _root.ReadText($"/proc/{pid}/task/{name}/stat") is not { } text)
                continue;
            ProcessStat stat = default;
            if (ProcessStat.TryParse(Encoding.UTF8.GetBytes(text), ref stat))
                found(tid, stat);
        }
    }
}

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

    // The wait of each thread costs one more file; with very many threads who waits is told well enough by how many there are.
    private const int LargestWaitingThreadCount = 256;
    private readonly LinuxRoot _root;
    private readonly double _ticksPerSecond;
    private readonly Dictionary<(int Tid, ulong Start), Look> _first = [];
    private readonly List<(int Pid, bool WithWait)> _processes = [];
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
        _processes.AddRange(tasks.Processes
            .Where(t => !t.HasExited && t.CpuPercent >= HotPercent && t.Process.Stat.ThreadCount is > 1 and <= LargestThreadCount)
            .OrderByDescending(t => t.CpuPercent)
            .Take(LargestProcessCount)
            .Select(t => (t.Pid, t.Process.Stat.ThreadCount <= LargestWaitingThreadCount)));
        foreach ((int pid, bool withWait) in _processes)
            Read(pid, withWait, look => _first[(look.Stat.Pid, look.Stat.StartTimeTicks)] = look);
    }

    /// <summary>Reads them again and returns what each thread used in between, the busiest first.</summary>
    public IReadOnlyList<ThreadUsage> End(TimeSpan now)
    {
        double seconds = (now - _since).TotalSeconds;
        List<ThreadUsage> usage = [];
        if (!(seconds > 0))
            return usage;
        foreach ((int pid, bool withWait) in _processes)
        {
            Read(pid, withWait, look =>
            {
                if (_first.TryGetValue((look.Stat.Pid, look.Stat.StartTimeTicks), out Look first))
                    usage.Add(Subtract(pid, first, look, seconds));
            });
        }

        usage.Sort((a, b) => b.CpuPercent.CompareTo(a.CpuPercent));
        return usage;
    }

    private ThreadUsage Subtract(int pid, in Look first, in Look last, double seconds)
    {
        double scale = 100 / _ticksPerSecond / seconds;
        double user = Counter.Growth(first.Stat.UserTicks, last.Stat.UserTicks) * scale;
        double system = Counter.Growth(first.Stat.SystemTicks, last.Stat.SystemTicks) * scale;
        return new ThreadUsage(pid, last.Stat.Pid, last.Stat.Comm, user + system, user, last.Stat.State, last.Stat.Processor)
        {
            WaitPercent = Counter.Growth(first.Wait?.RunDelayNanoseconds, last.Wait?.RunDelayNanoseconds) / 1e7 / seconds,
            SwitchInsPerSecond = Counter.Growth(first.Wait?.TimeSlices, last.Wait?.TimeSlices) / seconds,
            Nice = last.Stat.Nice,
            Policy = last.Stat.Policy,
        };
    }

    private void Read(int pid, bool withWait, Action<Look> found)
    {
        foreach (string name in _root.List($"/proc/{pid}/task", out _))
        {
            if (!int.TryParse(name, out _) || _root.ReadText($"/proc/{pid}/task/{name}/stat") is not { } text)
                continue;
            ProcessStat stat = default;
            if (ProcessStat.TryParse(Encoding.UTF8.GetBytes(text + "\n"), ref stat))
                found(new Look(stat, withWait ? ReadWait(pid, name) : null));
        }
    }

    private ProcessSchedStat? ReadWait(int pid, string tid) =>
        _root.ReadText($"/proc/{pid}/task/{tid}/schedstat") is { } text && ProcessSchedStat.TryParse(Encoding.UTF8.GetBytes(text + "\n"), out ProcessSchedStat values)
            ? values
            : null;

    private readonly record struct Look(ProcessStat Stat, ProcessSchedStat? Wait);
}

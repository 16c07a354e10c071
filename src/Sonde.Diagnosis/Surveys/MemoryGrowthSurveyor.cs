using Sonde.Diagnosis.Observations;
using Sonde.Metrics.Rates;
using Sonde.Proc;
using Sonde.Proc.Processes;

namespace Sonde.Diagnosis.Surveys;

/// <summary>
/// Tells of the few processes that grow what kind of memory it is. Who grows is known only after the first part of a window, and reading the status of
/// every process would cost more than the answer is worth.
/// </summary>
internal sealed class MemoryGrowthSurveyor
{
    private const double NotableKibibytes = 512;
    private const int LargestCount = 16;
    private readonly List<(ProcessEntry Process, Parts Parts)> _first = [];
    private TimeSpan _since;

    /// <summary>Chooses the processes to watch and reads them for the first time.</summary>
    public void Begin(TaskActivity tasks, LinuxRoot root, TimeSpan now)
    {
        _first.Clear();
        _since = now;
        foreach (TaskRates task in tasks.Processes.Where(t => !t.HasExited && !t.IsKernelThread && t.ResidentGrowthKibibytes >= NotableKibibytes)
            .OrderByDescending(t => t.ResidentGrowthKibibytes).Take(LargestCount))
        {
            if (Read(root, task.Pid) is { } parts)
                _first.Add((task.Process, parts));
        }
    }

    /// <summary>Reads them again and returns what grew in between, the fastest first.</summary>
    public IReadOnlyList<MemoryGrowth> End(TaskActivity tasks, LinuxRoot root, TimeSpan now)
    {
        double seconds = (now - _since).TotalSeconds;
        List<MemoryGrowth> growth = [];
        foreach ((ProcessEntry process, Parts first) in seconds > 0 ? _first : [])
        {
            if (tasks.Find(process) is { HasExited: false } && Read(root, process.Identity.Pid) is { } last)
                growth.Add(new MemoryGrowth(process.Identity.Pid, seconds, last.Anonymous - first.Anonymous, last.File - first.File, last.Shared - first.Shared) { AnonymousHeldKibibytes = last.Anonymous });
        }

        growth.Sort((a, b) => b.AnonymousKibibytes.CompareTo(a.AnonymousKibibytes));
        return growth;
    }

    private static Parts? Read(LinuxRoot root, int pid)
    {
        ProcessStatus status = new();
        return status.Load(root, pid) && status.RssAnonymousKibibytes is { } anonymous
            ? new Parts(anonymous + (status.VmSwapKibibytes ?? 0.0), status.RssFileKibibytes ?? 0.0, status.RssSharedMemoryKibibytes ?? 0.0)
            : null;
    }

    private readonly record struct Parts(double Anonymous, double File, double Shared);
}

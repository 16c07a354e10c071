using Sonde.Diagnosis.Observations;
using Sonde.Linux;
using Sonde.Linux.Netlink;
using Sonde.Metrics.Rates;
using Sonde.Proc;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Listens to the ends of processes for the whole window: the only way without tracing to see those that live for less than a sample.</summary>
internal sealed class ExitSurveyor : IDisposable
{
    private const int LargestGroupCount = 10;
    private const int LargestBatch = 20_000;
    private readonly TaskExitListener? _listener;
    private readonly Unavailability? _unavailability;
    private readonly TaskStatistics _exited = new();
    private readonly Dictionary<(string Comm, int Parent), (int Count, double CpuSeconds)> _groups = [];

    /// <summary>Begins to listen.</summary>
    public ExitSurveyor(LinuxRoot root)
    {
        if (!root.IsLive)
        {
            _unavailability = new Unavailability("short-lived processes", "a recorded tree has no exit events", "");
            return;
        }

        Errno errno = TaskExitListener.TryOpen(out _listener);
        if (!errno.IsSuccess)
        {
            string remedy = errno.IsPermission ? "run as root, or with CAP_NET_ADMIN" : "the kernel needs CONFIG_TASKSTATS";
            _unavailability = new Unavailability("short-lived processes (taskstats)", errno.ToString(), remedy);
        }
    }

    /// <summary>Takes the events that have come; call at each sample, so that the socket's buffer does not overflow.</summary>
    public void Drain()
    {
        if (_listener is null)
            return;
        for (int i = 0; i < LargestBatch && _listener.Read(_exited, TimeSpan.Zero).IsSuccess; i++)
        {
            if (_exited.ProcessId is not null && !_exited.IsLastThread)
                continue;
            (string, int) key = (_exited.Name, _exited.ParentProcessId);
            (int count, double cpu) = _groups.GetValueOrDefault(key);
            _groups[key] = (count + 1, cpu + _exited.CpuTime.TotalSeconds);
        }
    }

    /// <summary>The exits of the window by name and parent.</summary>
    public ExitSurvey End(TaskActivity tasks)
    {
        Drain();
        return new ExitSurvey
        {
            Unavailability = _unavailability,
            Lost = _listener?.LostRecords ?? 0,
            Groups =
            [
                .. _groups.OrderByDescending(g => g.Value.Count).Take(LargestGroupCount).Select(g => new ExitedTaskGroup(
                    g.Key.Comm, g.Key.Parent, tasks.Processes.FirstOrDefault(t => t.Pid == g.Key.Parent)?.Comm, g.Value.Count, g.Value.CpuSeconds)),
            ],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _listener?.Dispose();
}

using System.Globalization;
using Sonde.Metrics.Rates;
using Sonde.Proc.Processes;
using Sonde.Testing;

namespace Sonde.Diagnosis.Tests.Surveys;

/// <summary>A tree of processes that a test changes between looks, as a live machine does, with the table and the activity that watch it.</summary>
internal sealed class TaskTree : IDisposable
{
    private readonly ProcessTable _table;
    private double _seconds;

    public TaskTree()
    {
        Tree.MakeDirectory("/proc");
        _table = new ProcessTable(Tree.Root);
    }

    public TemporaryTree Tree { get; } = new();

    public TaskActivity Activity { get; } = new();

    public ProcessTable Table => _table;

    /// <summary>Writes a thread; its process too where it is the main one.</summary>
    public TaskTree Thread(int pid, int tid, string comm, char state = 'S', int user = 0, int system = 0, int threads = 1, int start = 500, long rss = 100, string? schedstat = null, int nice = 0, int policy = 0, int cpu = 0)
    {
        string stat = string.Create(
            CultureInfo.InvariantCulture,
            $"{tid} ({comm}) {state} 1 {pid} {pid} 0 -1 4194304 0 0 0 0 {user} {system} 0 0 {20 + nice} {nice} {threads} 0 {start} 100000000 {rss} 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 {cpu} 0 {policy} 0 0 0 0 0 0 0 0 0 0 0\n");
        Tree.Write($"/proc/{pid}/task/{tid}/stat", stat);
        if (schedstat is not null)
            Tree.Write($"/proc/{pid}/task/{tid}/schedstat", schedstat + "\n");
        if (tid == pid)
            Tree.Write($"/proc/{pid}/stat", stat);
        return this;
    }

    /// <summary>Looks at all processes, so many seconds after the look before.</summary>
    public void Look(double secondsLater = 1)
    {
        _seconds += secondsLater;
        _table.Refresh(ProcessDetails.None);
        Activity.Add(_table, _seconds, TimeSpan.FromSeconds(10));
    }

    public void Dispose()
    {
        _table.Dispose();
        Tree.Dispose();
    }
}

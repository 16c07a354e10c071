using Sonde.Linux;

namespace Sonde.Proc.Processes;

/// <summary>
/// One process in a <see cref="ProcessTable"/>: the same object for as long as the process lives, with the values of the last two refreshes.
/// </summary>
public sealed class ProcessEntry
{
    private readonly List<ThreadEntry> _threads = [];
    private ProcessSample _current;
    private ProcessSample _previous;

    internal ProcessEntry(in ProcessStat stat)
    {
        _current.StatValues = stat;
        Identity = stat.Identity;
    }

    /// <summary>The process id and its start.</summary>
    public ProcessIdentity Identity { get; }

    /// <summary>The command name, raw.</summary>
    public string Comm => _current.StatValues.Comm;

    /// <summary>The values of the stat file at the last refresh.</summary>
    public ref readonly ProcessStat Stat => ref _current.StatValues;

    /// <summary>The values of the last refresh.</summary>
    public ref readonly ProcessSample Current => ref _current;

    /// <summary>The values of the refresh before; meaningless unless <see cref="HasPrevious"/>.</summary>
    public ref readonly ProcessSample Previous => ref _previous;

    /// <summary>True where the process was there in the refresh before, so that values can be subtracted.</summary>
    public bool HasPrevious { get; private set; }

    /// <summary>
    /// The threads, main thread included, in the order of their ids; empty unless <see cref="ProcessDetails.Threads"/> was asked for.
    /// </summary>
    public IReadOnlyList<ThreadEntry> Threads => _threads;

    /// <summary>Time on a CPU of the main thread, in nanoseconds.</summary>
    public ulong? OnCpuNanoseconds => _current.OnCpuNanoseconds;

    /// <summary>Time the main thread waited for a CPU, in nanoseconds.</summary>
    public ulong? RunDelayNanoseconds => _current.RunDelayNanoseconds;

    /// <summary>Voluntary context switches of the main thread.</summary>
    public ulong? VoluntaryContextSwitches => _current.VoluntaryContextSwitches;

    /// <summary>Preemptions of the main thread.</summary>
    public ulong? NonVoluntaryContextSwitches => _current.NonVoluntaryContextSwitches;

    /// <summary>Bytes fetched from storage.</summary>
    public ulong? ReadBytes => _current.ReadBytes;

    /// <summary>Bytes dirtied for storage.</summary>
    public ulong? WriteBytes => _current.WriteBytes;

    /// <summary>Dirtied bytes that were thrown away unwritten.</summary>
    public ulong? CancelledWriteBytes => _current.CancelledWriteBytes;

    /// <summary>Open descriptors.</summary>
    public int? FileDescriptorCount => _current.FileDescriptorCount;

    /// <summary>The kept descriptor of the stat file, or null where the budget did not allow one.</summary>
    internal FileDescriptor? StatDescriptor { get; set; }

    /// <summary>True once the threads were read from /proc/PID/task.</summary>
    internal bool HasVisitedTasks { get; set; }

    /// <summary>The kept listing of /proc/PID/task.</summary>
    internal DirectoryListing? Tasks { get; set; }

    /// <summary>What has been read at least once, so that the first refresh that asks for a detail gets it.</summary>
    internal ProcessDetails DetailsRead { get; set; }

    internal ref ProcessSample MutableCurrent => ref _current;

    internal List<ThreadEntry> MutableThreads => _threads;

    internal void Advance(in ProcessStat stat)
    {
        _previous = _current;
        HasPrevious = true;
        _current.StatValues = stat;
    }
}

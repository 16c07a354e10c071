namespace Sonde.Proc.Processes;

/// <summary>One thread in a <see cref="ProcessEntry"/>; the same object for as long as the thread lives.</summary>
public sealed class ThreadEntry
{
    private ProcessSample _current;
    private ProcessSample _previous;

    internal ThreadEntry(int tid) => Tid = tid;

    /// <summary>The thread id; the main thread's is the process id.</summary>
    public int Tid { get; }

    /// <summary>The thread id with its start.</summary>
    public ProcessIdentity Identity => _current.StatValues.Identity;

    /// <summary>The thread's name.</summary>
    public string Comm => _current.StatValues.Comm;

    /// <summary>The values of the last refresh.</summary>
    public ref readonly ProcessSample Current => ref _current;

    /// <summary>The values of the refresh before; meaningless unless <see cref="HasPrevious"/>.</summary>
    public ref readonly ProcessSample Previous => ref _previous;

    /// <summary>True where the thread was there in the refresh before, so that values can be subtracted.</summary>
    public bool HasPrevious { get; internal set; }

    /// <summary>Marks the refresh that saw the thread last.</summary>
    internal uint Generation { get; set; }

    /// <summary>True where the values are copied from the process, because it has no other thread.</summary>
    internal bool MirrorsProcess { get; set; }

    internal ref ProcessSample MutableCurrent => ref _current;

    /// <summary>What has been read at least once.</summary>
    internal ProcessDetails DetailsRead { get; set; }

    internal void KeepAsPrevious() => _previous = _current;

    /// <summary>Forgets the values, for a thread id that the kernel gave to another thread.</summary>
    internal void Reset()
    {
        MirrorsProcess = false;
        DetailsRead = ProcessDetails.None;
        _current = default;
    }
}

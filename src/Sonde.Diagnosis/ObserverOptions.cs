using Sonde.Proc;

namespace Sonde.Diagnosis;

/// <summary>How long and where to watch.</summary>
public sealed record ObserverOptions
{
    /// <summary>The window's length; 5 s unless told otherwise. From recorded trees, the trees decide.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The distance of the cheap samples inside the window: short enough to see a burst of a fraction of a second.</summary>
    public TimeSpan BurstInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>From this many processes on they are looked at less often, to keep Sonde's own cost below 2 % of a CPU.</summary>
    public int ManyProcesses { get; init; } = 1_000;

    /// <summary>Recorded trees, one sample each, the earliest first; empty for the machine itself.</summary>
    public IReadOnlyList<LinuxRoot> Roots { get; init; } = [];

    /// <summary>Told how much of the window has passed, after each sample of a live machine.</summary>
    public Action<TimeSpan>? Progress { get; init; }
}

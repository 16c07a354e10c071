using System.Text.RegularExpressions;
using Sonde.Proc.Processes;

namespace Sonde.Views;

/// <summary>What pidstat shows and how: its options.</summary>
internal sealed record PidstatFormat
{
    /// <summary>The activities, one block of rows each.</summary>
    public required PidstatActivities Activities { get; init; }

    /// <summary>-t: also threads.</summary>
    public bool ShowsThreads { get; init; }

    /// <summary>-T TASK or ALL: the tasks themselves.</summary>
    public bool ShowsTasks { get; init; } = true;

    /// <summary>-T CHILD or ALL: the tasks with their children, in sums instead of rates.</summary>
    public bool ShowsChildren { get; init; }

    /// <summary>-h: all activities on one line.</summary>
    public bool IsHorizontal { get; init; }

    /// <summary>-I: %CPU of the whole machine.</summary>
    public bool IsOfMachine { get; init; }

    /// <summary>-l: the command line instead of the name.</summary>
    public bool ShowsCommandLine { get; init; }

    /// <summary>-U: the user's name instead of its number.</summary>
    public bool ShowsUserName { get; init; }

    /// <summary>-H: seconds since 1970 instead of the time of day.</summary>
    public bool ShowsEpoch { get; init; }

    /// <summary>-U NAME: only the tasks of the user with this id; null for all.</summary>
    public uint? OnlyUser { get; init; }

    /// <summary>-p: only these processes, ascending, besides the program of -e; null for all that were active.</summary>
    public IReadOnlyList<int>? OnlyProcesses { get; init; }

    /// <summary>-p ALL: idle tasks too.</summary>
    public bool ShowsIdle { get; init; }

    /// <summary>-C: only tasks whose name matches; null for all.</summary>
    public Regex? OnlyComm { get; init; }

    /// <summary>-G: only processes whose name matches, with all their threads; null for all.</summary>
    public Regex? OnlyProcessName { get; init; }

    /// <summary>How numbers are shown.</summary>
    public CellStyle Style { get; init; }

    /// <summary>What must be read of each process for this.</summary>
    public ProcessDetails Details
    {
        get
        {
            // Status has the user, which does not change while a process does nothing; the counters of the rest must be of this very interval.
            ProcessDetails details = ProcessDetails.Status;
            if (Shows(PidstatActivities.Cpu) && ShowsTasks)
                details |= ProcessDetails.SchedStat | ProcessDetails.AlwaysSchedStat;
            if (Shows(PidstatActivities.Io))
                details |= ProcessDetails.Io | ProcessDetails.Always;
            if (Shows(PidstatActivities.Switches))
                details |= ProcessDetails.Always;
            if (Shows(PidstatActivities.Handles))
                details |= ProcessDetails.FileDescriptorCount;
            return ShowsThreads ? details | ProcessDetails.Threads : details;
        }
    }

    /// <summary>True where <paramref name="activity"/> is shown.</summary>
    public bool Shows(PidstatActivities activity) => (Activities & activity) != PidstatActivities.None;

    /// <summary>True where tasks that did nothing have rows.</summary>
    public bool IncludesIdle => ShowsIdle || OnlyProcesses is not null;
}

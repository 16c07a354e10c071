namespace Sonde.Views;

/// <summary>What pidstat shows of a task, each with an option of its own.</summary>
[Flags]
internal enum PidstatActivities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>-u: CPU time.</summary>
    Cpu = 1,

    /// <summary>-r: page faults and memory.</summary>
    Memory = 2,

    /// <summary>-s: the main thread's stack.</summary>
    Stack = 4,

    /// <summary>-d: bytes to and from storage.</summary>
    Io = 8,

    /// <summary>-w: context switches.</summary>
    Switches = 16,

    /// <summary>-v: threads and open descriptors.</summary>
    Handles = 32,

    /// <summary>-R: scheduling policy and real-time priority.</summary>
    Scheduling = 64,
}

namespace Sonde.Proc.Processes;

/// <summary>
/// What a refresh of <see cref="ProcessTable"/> reads besides /proc/PID/stat. Each costs one more file a process, so that
/// <see cref="SchedStat"/>, <see cref="Status"/> and <see cref="Io"/> are read only for processes that are new or used CPU since the last refresh.
/// </summary>
[Flags]
public enum ProcessDetails
{
    /// <summary>Only stat.</summary>
    None = 0,

    /// <summary>Run-queue delay and time on CPU (/proc/PID/schedstat).</summary>
    SchedStat = 1,

    /// <summary>Context switches, user id, swap (/proc/PID/status).</summary>
    Status = 2,

    /// <summary>Bytes read and written (/proc/PID/io); needs ptrace access.</summary>
    Io = 4,

    /// <summary>The threads of each process (/proc/PID/task), with the same details each.</summary>
    Threads = 8,

    /// <summary>Open descriptors (/proc/PID/fd); needs ptrace access.</summary>
    FileDescriptorCount = 16,

    /// <summary>Proportional memory (/proc/PID/smaps_rollup): expensive, the kernel walks the page tables; needs ptrace access.</summary>
    Smaps = 32,

    /// <summary>Reads <see cref="SchedStat"/>, <see cref="Status"/> and <see cref="Io"/> also of processes that used no whole tick of CPU.</summary>
    Always = 64,

    /// <summary>
    /// Reads <see cref="SchedStat"/>, the cheapest file, also of processes that used no whole tick of CPU, so that waiting for a CPU is never counted for a
    /// longer time than since the last refresh.
    /// </summary>
    AlwaysSchedStat = 256,

    /// <summary>Reads no details of processes that have not used a whole tick of CPU in their lives: on a large machine, most of them.</summary>
    OnlyIfEverRan = 128,
}

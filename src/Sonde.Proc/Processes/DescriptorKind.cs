namespace Sonde.Proc.Processes;

/// <summary>What an open descriptor refers to, as its link in /proc/PID/fd tells.</summary>
public enum DescriptorKind
{
    /// <summary>A file, directory or device with a path.</summary>
    Path,

    /// <summary>A file whose last name was removed: its space is free only when it is closed.</summary>
    DeletedFile,

    /// <summary>A socket of any family.</summary>
    Socket,

    /// <summary>A pipe without a name.</summary>
    Pipe,

    /// <summary>A memory file (memfd, SysV or anonymous shared memory).</summary>
    Memory,

    /// <summary>A kernel object without a file: eventfd, eventpoll, timerfd, signalfd, inotify, io_uring, bpf, perf_event, ...</summary>
    KernelObject,

    /// <summary>A namespace such as mnt:[4026531841].</summary>
    Namespace,

    /// <summary>Anything else.</summary>
    Other,
}

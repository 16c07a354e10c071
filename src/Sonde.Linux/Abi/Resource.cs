namespace Sonde.Linux.Abi;

/// <summary>A resource limit of a process, getrlimit(2); include/uapi/asm-generic/resource.h.</summary>
public enum Resource
{
    /// <summary>CPU time in seconds.</summary>
    RLIMIT_CPU = 0,

    /// <summary>Size of a file that is written, in bytes.</summary>
    RLIMIT_FSIZE = 1,

    /// <summary>Data segment in bytes.</summary>
    RLIMIT_DATA = 2,

    /// <summary>Main stack in bytes.</summary>
    RLIMIT_STACK = 3,

    /// <summary>Core dump in bytes.</summary>
    RLIMIT_CORE = 4,

    /// <summary>Resident memory in bytes; the kernel ignores it.</summary>
    RLIMIT_RSS = 5,

    /// <summary>Processes and threads of the real user.</summary>
    RLIMIT_NPROC = 6,

    /// <summary>Open descriptors: the highest number plus one.</summary>
    RLIMIT_NOFILE = 7,

    /// <summary>Locked memory in bytes.</summary>
    RLIMIT_MEMLOCK = 8,

    /// <summary>Address space in bytes.</summary>
    RLIMIT_AS = 9,

    /// <summary>File locks; unused since Linux 2.4.25.</summary>
    RLIMIT_LOCKS = 10,

    /// <summary>Queued signals of the real user.</summary>
    RLIMIT_SIGPENDING = 11,

    /// <summary>Bytes in POSIX message queues of the real user.</summary>
    RLIMIT_MSGQUEUE = 12,

    /// <summary>Ceiling of the nice value, as 20 minus nice.</summary>
    RLIMIT_NICE = 13,

    /// <summary>Ceiling of the real-time priority.</summary>
    RLIMIT_RTPRIO = 14,

    /// <summary>Real-time CPU time without a blocking call, in microseconds.</summary>
    RLIMIT_RTTIME = 15,
}

namespace Sonde.Diagnosis.Observations;

/// <summary>What a line of the kernel log reports.</summary>
public enum KernelEventKind
{
    /// <summary>The machine ran out of memory and killed a process.</summary>
    OutOfMemoryKill,

    /// <summary>A control group ran into its memory limit and a process of it was killed.</summary>
    CgroupOutOfMemoryKill,

    /// <summary>An allocation failed.</summary>
    AllocationFailure,

    /// <summary>A task was blocked for longer than hung_task_timeout_secs.</summary>
    HungTask,

    /// <summary>A CPU was stuck: soft or hard lockup, RCU stall.</summary>
    Lockup,

    /// <summary>Real-time tasks reached their limit and were stopped.</summary>
    RealTimeThrottling,

    /// <summary>A machine check, ECC or PCIe error.</summary>
    HardwareError,

    /// <summary>A CPU was slowed down because of its temperature.</summary>
    ThermalThrottle,

    /// <summary>A block device failed a request or timed out.</summary>
    StorageError,

    /// <summary>A file system found damage or went read-only.</summary>
    FileSystemError,

    /// <summary>A port got more SYNs than it could queue.</summary>
    SynFlooding,

    /// <summary>The connection tracking or neighbour table overflowed.</summary>
    TableFull,

    /// <summary>A network device hung or lost its link.</summary>
    NetworkDevice,

    /// <summary>TCP ran out of memory or orphans.</summary>
    TcpMemory,

    /// <summary>A process crashed: segfault, general protection fault, trap.</summary>
    Crash,

    /// <summary>The clock source became unstable.</summary>
    ClockSource,

    /// <summary>A kernel bug, oops or warning.</summary>
    KernelBug,
}

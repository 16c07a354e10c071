namespace Sonde.Metrics.Sampling;

/// <summary>The kernel files that a sample reads; a view asks only for what it shows.</summary>
[Flags]
public enum SampleParts
{
    /// <summary>Only the clock.</summary>
    None = 0,

    /// <summary>/proc/stat.</summary>
    Cpu = 1,

    /// <summary>/proc/loadavg.</summary>
    Load = 2,

    /// <summary>/proc/meminfo.</summary>
    Memory = 4,

    /// <summary>/proc/vmstat.</summary>
    VirtualMemory = 8,

    /// <summary>/proc/diskstats.</summary>
    Disks = 16,

    /// <summary>/proc/net/dev.</summary>
    Interfaces = 32,

    /// <summary>/proc/net/snmp, netstat and snmp6.</summary>
    Protocols = 64,

    /// <summary>/proc/net/sockstat and sockstat6.</summary>
    Sockets = 128,

    /// <summary>/proc/net/softnet_stat.</summary>
    Softnet = 256,

    /// <summary>/proc/pressure.</summary>
    Pressure = 512,

    /// <summary>/proc/interrupts.</summary>
    Interrupts = 1024,

    /// <summary>/proc/softirqs.</summary>
    SoftInterrupts = 2048,

    /// <summary>/proc/sys/fs/file-nr.</summary>
    FileHandles = 4096,

    /// <summary>/proc/schedstat.</summary>
    Scheduler = 8192,

    /// <summary>/proc/swaps.</summary>
    Swap = 16384,

    /// <summary>What a sub-second sample inside a triage window reads: what can burst.</summary>
    Burst = Cpu | Pressure | Disks | Interfaces,
}

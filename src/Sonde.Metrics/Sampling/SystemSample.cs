using Sonde.Proc.Cpu;
using Sonde.Proc.Disk;
using Sonde.Proc.Kernel;
using Sonde.Proc.Memory;
using Sonde.Proc.Network;
using Sonde.Proc.Pressure;

namespace Sonde.Metrics.Sampling;

/// <summary>
/// The machine's counters at one moment. Reused from sample to sample. A part that was not asked for, or could not be read, says so itself.
/// A new sample is all zeros at time zero, which is what counters were at boot.
/// </summary>
public sealed class SystemSample
{
    /// <summary>Time since boot (CLOCK_BOOTTIME), taken in the middle of the reading.</summary>
    public TimeSpan SinceBoot { get; internal set; }

    /// <summary>True where it was read; a sample that never was is the zeros of boot, one of a tree without /proc/uptime is at zero too.</summary>
    public bool IsTaken { get; internal set; }

    /// <summary>Processes and threads ever created, which only grows while a machine is up; null where it was not read. Source: /proc/stat.</summary>
    public ulong? ForksSinceBoot { get; internal set; }

    /// <summary>Wall-clock time of the reading, for labels.</summary>
    public DateTimeOffset Wall { get; internal set; }

    /// <summary>The parts that were asked for.</summary>
    public SampleParts Parts { get; internal set; }

    /// <summary>True where <paramref name="part"/> was asked for.</summary>
    public bool Has(SampleParts part) => (Parts & part) != SampleParts.None;

    /// <summary>/proc/stat.</summary>
    public ProcStat Cpu { get; } = new();

    /// <summary>/proc/loadavg.</summary>
    public LoadAverage Load { get; } = new();

    /// <summary>/proc/meminfo.</summary>
    public MemoryInformation Memory { get; } = new();

    /// <summary>/proc/vmstat.</summary>
    public VirtualMemoryStatistics VirtualMemory { get; } = new();

    /// <summary>/proc/diskstats.</summary>
    public DiskStatistics Disks { get; } = new();

    /// <summary>/proc/net/dev.</summary>
    public NetworkDeviceStatistics Interfaces { get; } = new();

    /// <summary>/proc/net/snmp, netstat and snmp6.</summary>
    public ProtocolCounters Protocols { get; } = new();

    /// <summary>/proc/net/sockstat and sockstat6.</summary>
    public SocketUsage Sockets { get; } = new();

    /// <summary>/proc/net/softnet_stat.</summary>
    public SoftnetStatistics Softnet { get; } = new();

    /// <summary>/proc/pressure/cpu.</summary>
    public PressureStall CpuPressure { get; } = new();

    /// <summary>/proc/pressure/memory.</summary>
    public PressureStall MemoryPressure { get; } = new();

    /// <summary>/proc/pressure/io.</summary>
    public PressureStall IoPressure { get; } = new();

    /// <summary>/proc/interrupts.</summary>
    public InterruptTable Interrupts { get; } = new();

    /// <summary>/proc/softirqs.</summary>
    public InterruptTable SoftInterrupts { get; } = new();

    /// <summary>/proc/schedstat.</summary>
    public SchedulerStatistics Scheduler { get; } = new();

    /// <summary>/proc/sys/fs/file-nr.</summary>
    public FileHandles FileHandles { get; } = new();

    /// <summary>/proc/swaps.</summary>
    public SwapAreas Swap { get; } = new();
}

namespace Sonde.Bpf.Links;

/// <summary>Events that the kernel counts itself. Source: enum perf_sw_ids in include/uapi/linux/perf_event.h.</summary>
public enum PerfSoftwareEvent
{
    /// <summary>A timer of each CPU; the period is in nanoseconds.</summary>
    CpuClock = 0,

    /// <summary>The same, running only while the task runs.</summary>
    TaskClock = 1,

    /// <summary>Page faults.</summary>
    PageFaults = 2,

    /// <summary>Context switches.</summary>
    ContextSwitches = 3,

    /// <summary>Moves of a task to another CPU.</summary>
    CpuMigrations = 4,

    /// <summary>Page faults without disk I/O.</summary>
    MinorFaults = 5,

    /// <summary>Page faults with disk I/O.</summary>
    MajorFaults = 6,

    /// <summary>Unaligned accesses that the kernel had to repair.</summary>
    AlignmentFaults = 7,

    /// <summary>Instructions that the kernel had to emulate.</summary>
    EmulationFaults = 8,

    /// <summary>Nothing.</summary>
    Dummy = 9,

    /// <summary>Records of bpf_perf_event_output.</summary>
    BpfOutput = 10,

    /// <summary>Context switches to a task of another control group. Linux 5.13.</summary>
    CgroupSwitches = 11,
}

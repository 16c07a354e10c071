namespace Sonde.Linux.Events;

/// <summary>What perf_event_open(2) is asked for.</summary>
public readonly struct PerfEventRequest
{
    /// <summary>PERF_TYPE_HARDWARE 0, SOFTWARE 1, TRACEPOINT 2, HW_CACHE 3, RAW 4, BREAKPOINT 5, or the number of a PMU under /sys/bus/event_source/devices.</summary>
    public uint Type { get; init; }

    /// <summary>Which event of the type; a tracepoint's id.</summary>
    public ulong Config { get; init; }

    /// <summary>A text whose address goes into config1: the function of a kprobe, the file of a uprobe.</summary>
    public string? Config1Text { get; init; }

    /// <summary>config2: a probe's offset or address; a breakpoint's length.</summary>
    public ulong Config2 { get; init; }

    /// <summary>config1 as a number, where there is no text: a breakpoint's address.</summary>
    public ulong Config1 { get; init; }

    /// <summary>A sample after this many events, or nanoseconds of a clock; 0 for none.</summary>
    public ulong SamplePeriod { get; init; }

    /// <summary>Samples a second instead; 0 for the period.</summary>
    public ulong SampleFrequency { get; init; }

    /// <summary>PERF_SAMPLE_*.</summary>
    public ulong SampleType { get; init; }

    /// <summary>Samples after which a waiting reader is woken.</summary>
    public uint WakeUpEvents { get; init; }

    /// <summary>HW_BREAKPOINT_R 1, W 2, RW 3, X 4.</summary>
    public uint BreakpointType { get; init; }

    /// <summary>Whether children of the process are counted too.</summary>
    public bool Inherit { get; init; }

    /// <summary>Whether the event starts only when enabled.</summary>
    public bool StartsDisabled { get; init; }

    /// <summary>Whether the kernel's own work is left out.</summary>
    public bool ExcludesKernel { get; init; }

    /// <summary>Only this process or thread; -1 for all.</summary>
    public int Process { get; init; }

    /// <summary>Only this CPU; -1 for all, of one process.</summary>
    public int Cpu { get; init; }
}

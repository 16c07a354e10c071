namespace Sonde.Bpf.Links;

/// <summary>Events that the processor counts. Source: enum perf_hw_id in include/uapi/linux/perf_event.h.</summary>
public enum PerfHardwareEvent
{
    /// <summary>Clock cycles while not halted.</summary>
    CpuCycles = 0,

    /// <summary>Instructions retired.</summary>
    Instructions = 1,

    /// <summary>Accesses to the last cache.</summary>
    CacheReferences = 2,

    /// <summary>Those of them that went to memory.</summary>
    CacheMisses = 3,

    /// <summary>Branches retired.</summary>
    BranchInstructions = 4,

    /// <summary>Branches predicted wrongly.</summary>
    BranchMisses = 5,

    /// <summary>Cycles of the bus.</summary>
    BusCycles = 6,

    /// <summary>Cycles in which nothing was issued.</summary>
    StalledCyclesFrontend = 7,

    /// <summary>Cycles in which nothing was retired.</summary>
    StalledCyclesBackend = 8,

    /// <summary>Cycles at a constant rate.</summary>
    ReferenceCycles = 9,
}

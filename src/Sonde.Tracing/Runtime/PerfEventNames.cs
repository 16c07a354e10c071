using Sonde.Bpf.Links;
using Sonde.Tracing.Binding;

namespace Sonde.Tracing.Runtime;

/// <summary>The events of perf that scripts name, and how often each is sampled where the script does not say.</summary>
internal static class PerfEventNames
{
    private static readonly Dictionary<string, (PerfSoftwareEvent Event, ulong Period)> Software = new(StringComparer.Ordinal)
    {
        ["alignment-faults"] = (PerfSoftwareEvent.AlignmentFaults, 1),
        ["bpf-output"] = (PerfSoftwareEvent.BpfOutput, 1),
        ["context-switches"] = (PerfSoftwareEvent.ContextSwitches, 1_000),
        ["cs"] = (PerfSoftwareEvent.ContextSwitches, 1_000),
        ["cpu-clock"] = (PerfSoftwareEvent.CpuClock, 1_000_000),
        ["cpu"] = (PerfSoftwareEvent.CpuClock, 1_000_000),
        ["cpu-migrations"] = (PerfSoftwareEvent.CpuMigrations, 1),
        ["dummy"] = (PerfSoftwareEvent.Dummy, 1),
        ["emulation-faults"] = (PerfSoftwareEvent.EmulationFaults, 1),
        ["major-faults"] = (PerfSoftwareEvent.MajorFaults, 1),
        ["minor-faults"] = (PerfSoftwareEvent.MinorFaults, 100),
        ["page-faults"] = (PerfSoftwareEvent.PageFaults, 100),
        ["faults"] = (PerfSoftwareEvent.PageFaults, 100),
        ["task-clock"] = (PerfSoftwareEvent.TaskClock, 1),
    };

    private static readonly Dictionary<string, (PerfHardwareEvent Event, ulong Period)> Hardware = new(StringComparer.Ordinal)
    {
        ["backend-stalls"] = (PerfHardwareEvent.StalledCyclesBackend, 1_000_000),
        ["branch-instructions"] = (PerfHardwareEvent.BranchInstructions, 100_000),
        ["branches"] = (PerfHardwareEvent.BranchInstructions, 100_000),
        ["branch-misses"] = (PerfHardwareEvent.BranchMisses, 100_000),
        ["bus-cycles"] = (PerfHardwareEvent.BusCycles, 100_000),
        ["cache-misses"] = (PerfHardwareEvent.CacheMisses, 1_000_000),
        ["cache-references"] = (PerfHardwareEvent.CacheReferences, 1_000_000),
        ["cpu-cycles"] = (PerfHardwareEvent.CpuCycles, 1_000_000),
        ["cycles"] = (PerfHardwareEvent.CpuCycles, 1_000_000),
        ["frontend-stalls"] = (PerfHardwareEvent.StalledCyclesFrontend, 1_000_000),
        ["instructions"] = (PerfHardwareEvent.Instructions, 1_000_000),
        ["ref-cycles"] = (PerfHardwareEvent.ReferenceCycles, 1_000_000),
    };

    /// <summary>The names of a kind.</summary>
    public static IEnumerable<string> Of(ProbeKind kind) => kind == ProbeKind.Software ? Software.Keys : Hardware.Keys;

    /// <summary>The event of a name, sampled every <paramref name="count"/> times; null where there is none.</summary>
    public static PerfEventDefinition? Find(ProbeKind kind, string name, long count = 0)
    {
        if (kind == ProbeKind.Software)
            return Software.TryGetValue(name, out var software) ? PerfEventDefinition.Software(software.Event, count > 0 ? (ulong)count : software.Period) : null;
        return Hardware.TryGetValue(name, out var hardware) ? PerfEventDefinition.Hardware(hardware.Event, count > 0 ? (ulong)count : hardware.Period) : null;
    }
}

namespace Sonde.Diagnosis.Observations;

/// <summary>What sysfs says of the hardware: errors, throttling, clocks, nodes. A value that is not there is NaN or null.</summary>
public sealed record HardwareSurvey
{
    /// <summary>Corrected memory errors in the window; NaN where no memory controller reports.</summary>
    public double CorrectedMemoryErrors { get; init; } = double.NaN;

    /// <summary>Uncorrected memory errors in the window; NaN where no memory controller reports.</summary>
    public double UncorrectedMemoryErrors { get; init; } = double.NaN;

    /// <summary>Corrected and uncorrected memory errors since boot; NaN where no memory controller reports.</summary>
    public double MemoryErrorsSinceBoot { get; init; } = double.NaN;

    /// <summary>PCIe errors of all kinds in the window; NaN where no device reports.</summary>
    public double PcieErrors { get; init; } = double.NaN;

    /// <summary>Thermal throttling events of all CPUs in the window; NaN where the CPUs do not report.</summary>
    public double ThermalThrottles { get; init; } = double.NaN;

    /// <summary>Mean current frequency of the busy CPUs as a share of their maximum, percent; NaN where cpufreq is absent.</summary>
    public double FrequencyPercentOfMaximum { get; init; } = double.NaN;

    /// <summary>The frequency limit set by policy as a share of the hardware's maximum, percent; NaN where cpufreq is absent.</summary>
    public double FrequencyLimitPercent { get; init; } = double.NaN;

    /// <summary>The cpufreq governors in use; empty where cpufreq is absent.</summary>
    public IReadOnlyList<string> Governors { get; init; } = [];

    /// <summary>The current clock source, such as tsc or kvm-clock.</summary>
    public string? ClockSource { get; init; }

    /// <summary>The clock sources that could be used.</summary>
    public IReadOnlyList<string> ClockSources { get; init; } = [];

    /// <summary>/proc/sys/kernel/tainted; null where it cannot be read.</summary>
    public ulong? Taint { get; init; }

    /// <summary>The meanings of the taint bits that are set.</summary>
    public IReadOnlyList<string> TaintMeanings { get; init; } = [];

    /// <summary>NUMA nodes; one entry on a machine with one.</summary>
    public IReadOnlyList<NumaNodeUsage> Nodes { get; init; } = [];

    /// <summary>Interrupts per second by line name, the most first, with the share that went to the busiest CPU for it; empty where not read.</summary>
    public IReadOnlyList<InterruptUsage> Interrupts { get; init; } = [];
}

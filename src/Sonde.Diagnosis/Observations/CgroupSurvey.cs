using Sonde.Proc;

namespace Sonde.Diagnosis.Observations;

/// <summary>The control groups of the machine that have limits, and the limits that Sonde itself runs under.</summary>
public sealed record CgroupSurvey
{
    /// <summary>Why groups could not be read; null where they could.</summary>
    public Unavailability? Unavailability { get; init; }

    /// <summary>v1, v2, hybrid or none.</summary>
    public string Hierarchy { get; init; } = "none";

    /// <summary>Groups with a CPU, memory, task or I/O limit, and on v2 those with notable pressure.</summary>
    public IReadOnlyList<CgroupUsage> Groups { get; init; } = [];

    /// <summary>The CPU limit that Sonde itself runs under, in CPUs; NaN for none: inside a container the machine is not what a process may use.</summary>
    public double OwnCpuLimit { get; init; } = double.NaN;

    /// <summary>The memory limit that Sonde itself runs under, bytes; NaN for none.</summary>
    public double OwnMemoryLimitBytes { get; init; } = double.NaN;
}

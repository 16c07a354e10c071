namespace Sonde.Proc.Devices;

/// <summary>One logical CPU. Values that this kernel, driver or hypervisor does not give are null.</summary>
public sealed record CpuDescription
{
    /// <summary>The CPU's number.</summary>
    public required int Number { get; init; }

    /// <summary>False while it is switched off.</summary>
    public required bool IsOnline { get; init; }

    /// <summary>Its core's number, unique within the package.</summary>
    public int? CoreId { get; init; }

    /// <summary>Its package (socket).</summary>
    public int? PackageId { get; init; }

    /// <summary>The CPUs that share its core, itself included.</summary>
    public CpuList? ThreadSiblings { get; init; }

    /// <summary>The CPUs that share its package, itself included.</summary>
    public CpuList? PackageSiblings { get; init; }

    /// <summary>Its frequency now, in kHz. Source: cpufreq/scaling_cur_freq.</summary>
    public ulong? CurrentKilohertz { get; init; }

    /// <summary>The lowest frequency that it may be given, in kHz. Source: cpufreq/scaling_min_freq.</summary>
    public ulong? MinimumKilohertz { get; init; }

    /// <summary>
    /// The highest frequency that it may be given, in kHz; below <see cref="HardwareMaximumKilohertz"/> where somebody capped it. Source:
    /// cpufreq/scaling_max_freq.
    /// </summary>
    public ulong? MaximumKilohertz { get; init; }

    /// <summary>The highest frequency that the hardware has, in kHz. Source: cpufreq/cpuinfo_max_freq.</summary>
    public ulong? HardwareMaximumKilohertz { get; init; }

    /// <summary>What chooses the frequency: performance, powersave, schedutil, ... Source: cpufreq/scaling_governor.</summary>
    public string? Governor { get; init; }

    /// <summary>The driver that sets it. Source: cpufreq/scaling_driver.</summary>
    public string? FrequencyDriver { get; init; }

    /// <summary>Times that its core was slowed down for heat. Source: thermal_throttle/core_throttle_count.</summary>
    public ulong? CoreThrottleCount { get; init; }

    /// <summary>Times that its package was slowed down for heat. Source: thermal_throttle/package_throttle_count.</summary>
    public ulong? PackageThrottleCount { get; init; }
}

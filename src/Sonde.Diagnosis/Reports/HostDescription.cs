namespace Sonde.Diagnosis.Reports;

/// <summary>The observed machine. A value that is not known is null.</summary>
public sealed record HostDescription
{
    /// <summary>The host name, from /proc/sys/kernel/hostname.</summary>
    public required string Hostname { get; init; }

    /// <summary>The kernel's release, from /proc/sys/kernel/osrelease.</summary>
    public required string Kernel { get; init; }

    /// <summary>Online CPUs.</summary>
    public int? Cpus { get; init; }

    /// <summary>Usable memory in bytes, MemTotal of /proc/meminfo.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>NUMA nodes with memory or CPUs, from /sys/devices/system/node.</summary>
    public int? NumaNodes { get; init; }

    /// <summary>The hypervisor or container kind, "none" on bare metal.</summary>
    public string? Virtualization { get; init; }

    /// <summary>The control group hierarchy: v1, v2, hybrid or none.</summary>
    public string? Cgroup { get; init; }

    /// <summary>When the machine booted, btime of /proc/stat.</summary>
    public DateTimeOffset? BootTime { get; init; }
}

using Sonde.Diagnosis.Reports;
using Sonde.Linux;
using Sonde.Metrics.Sampling;
using Sonde.Proc;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Reads what the observed machine is.</summary>
internal static class HostReader
{
    /// <summary>The machine's description; a value that cannot be read is null or "unknown".</summary>
    public static HostDescription Read(LinuxRoot root, SystemSample sample, string cgroupMode)
    {
        ulong? memory = sample.Memory.IsAvailable ? sample.Memory.MemTotalKibibytes : null;
        int nodes = root.List("/sys/devices/system/node", out Errno errno).Count(n => n.StartsWith("node", StringComparison.Ordinal) && n.Length > 4 && char.IsAsciiDigit(n[4]));
        return new HostDescription
        {
            Hostname = root.ReadText("/proc/sys/kernel/hostname") ?? "unknown",
            Kernel = root.ReadText("/proc/sys/kernel/osrelease") ?? "unknown",
            Cpus = sample.Cpu.IsAvailable && sample.Cpu.OnlineCount > 0 ? sample.Cpu.OnlineCount : null,
            MemoryBytes = memory is { } kibibytes ? (long)kibibytes * 1024 : null,
            NumaNodes = errno.IsSuccess && nodes > 0 ? nodes : null,
            Virtualization = null,
            Cgroup = cgroupMode,
            BootTime = sample.Cpu.IsAvailable && sample.Cpu.BootTimeSeconds > 0 ? DateTimeOffset.FromUnixTimeSeconds(sample.Cpu.BootTimeSeconds) : null,
        };
    }
}

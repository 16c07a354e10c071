using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Proc.Devices;

namespace Sonde.Diagnosis.Surveys;

/// <summary>Reads what the observed machine is.</summary>
internal static class HostReader
{
    /// <summary>The machine's description; a value that cannot be read is null or "unknown".</summary>
    public static HostDescription Read(LinuxRoot root, SystemSample sample, string cgroupMode)
    {
        ulong? memory = sample.Memory.IsAvailable ? sample.Memory.MemTotalKibibytes : null;
        NumaNodes nodes = NumaNodes.Read(root);
        return new HostDescription
        {
            Hostname = root.ReadText("/proc/sys/kernel/hostname") ?? "unknown",
            Kernel = root.ReadText("/proc/sys/kernel/osrelease") ?? "unknown",
            Cpus = sample.Cpu.IsAvailable && sample.Cpu.OnlineCount > 0 ? sample.Cpu.OnlineCount : null,
            MemoryBytes = memory is { } kibibytes and < long.MaxValue / 1024 ? (long)kibibytes * 1024 : null,
            NumaNodes = nodes.Nodes.Count > 0 ? nodes.Nodes.Count : null,
            Virtualization = Virtualization.Detect(root).ToString(),
            Cgroup = cgroupMode,
            BootTime = sample.Cpu.IsAvailable ? sample.Cpu.BootTime : null,
        };
    }
}

using System.Runtime.InteropServices;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Proc.Cpu;

namespace Sonde.Views;

/// <summary>The machine as sysstat's first line names it.</summary>
/// <param name="KernelRelease">Such as 6.1.0-21-amd64.</param>
/// <param name="Hostname">The host's name.</param>
/// <param name="Architecture">Such as x86_64.</param>
/// <param name="CpuCount">Online CPUs; null where a recorded tree does not tell.</param>
/// <param name="Date">The day of the first sample; default where a recorded tree does not tell.</param>
/// <param name="ZoneName">The abbreviation of the time zone in which times are shown.</param>
/// <param name="ZoneOffset">The zone's distance from UTC, as +0200.</param>
/// <param name="IsIsoDate">True where the user wants dates as YYYY-MM-DD (S_TIME_FORMAT=ISO, as sysstat has it).</param>
internal sealed record ViewHeader(string KernelRelease, string Hostname, string Architecture, int? CpuCount, DateTime Date, string ZoneName, string ZoneOffset, bool IsIsoDate)
{
    /// <summary>Reads the names of the machine that <paramref name="sample"/> is of.</summary>
    public static ViewHeader Read(LinuxRoot root, SystemSample sample, Func<string, string?> environment)
    {
        return new ViewHeader(
            root.ReadText("/proc/sys/kernel/osrelease") ?? "?",
            root.ReadText("/proc/sys/kernel/hostname") ?? "?",
            root.ReadText("/proc/sys/kernel/arch") ?? (root.IsLive ? ArchitectureName() : "?"),
            CountCpus(root, sample),
            ReportLabel.LocalTime(sample, root.IsLive),
            root.IsLive ? Linux.LocalTime.ZoneName(sample.Wall) : "UTC",
            Offset(ReportLabel.LocalTime(sample, root.IsLive) - sample.Wall.UtcDateTime),
            environment("S_TIME_FORMAT") == "ISO");
    }

    // Views that show no CPU time have not read /proc/stat, but name the machine all the same.
    private static int? CountCpus(LinuxRoot root, SystemSample sample)
    {
        ProcStat stat = sample.Cpu;
        if (!sample.Has(SampleParts.Cpu))
        {
            stat = new ProcStat();
            using KernelFile file = new(root, ProcStat.Path, 16384);
            stat.Load(file);
        }

        return stat.IsAvailable && stat.OnlineCount > 0 ? stat.OnlineCount : root.IsLive ? Environment.ProcessorCount : null;
    }

    private static string Offset(TimeSpan offset) => $"{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours):00}{Math.Abs(offset.Minutes):00}";

    private static string ArchitectureName() => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "x86_64",
        System.Runtime.InteropServices.Architecture.Arm64 => "aarch64",
        var other => other.ToString(),
    };
}

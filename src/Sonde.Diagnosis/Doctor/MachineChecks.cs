using Sonde.Diagnosis.Surveys;
using Sonde.Proc;
using Sonde.Proc.Cgroups;
using Sonde.Proc.Devices;

namespace Sonde.Diagnosis.Doctor;

/// <summary>What the machine is, and what Sonde may use of it.</summary>
internal static class MachineChecks
{
    private const string Area = "Machine";

    public static IEnumerable<DoctorCheck> Run(LinuxRoot root)
    {
        yield return root.ReadText("/proc/sys/kernel/osrelease", out Unavailability? unknown) is { } release
            ? new DoctorCheck(Area, "kernel", DoctorStatus.Works, release, "what can be expected of it")
            : new DoctorCheck(Area, "kernel", DoctorStatus.Missing, unknown!.Because, "what can be expected of it", unknown.Remedy);
        Virtualization virtualization = Virtualization.Detect(root);
        yield return virtualization.IsContainer
            ? new DoctorCheck(Area, "container", DoctorStatus.Limited, virtualization.ToString(), "the host's /proc/stat, meminfo and diskstats, but only this container's processes and network", "run on the host to see everything")
            : new DoctorCheck(Area, "virtualization", DoctorStatus.Works, virtualization.ToString(), "whether steal time and a hypervisor's limits matter");
        CgroupHierarchy cgroups = CgroupHierarchy.Detect(root);
        yield return cgroups.Unavailability is { } reason
            ? new DoctorCheck(Area, "control groups", DoctorStatus.Missing, reason.Because, "throttling, limits and OOM kills of groups and containers", reason.Remedy)
            : new DoctorCheck(Area, "control groups", DoctorStatus.Works, DescribeCgroups(cgroups), "throttling, limits and OOM kills of groups and containers");
        CgroupLimits own = cgroups.LimitsOfSelf();
        if (own.CpuQuotaCpus is not null || own.MemoryLimitBytes is not null)
        {
            string cpu = own.CpuQuotaCpus is { } cpus ? $"{cpus:0.##} CPUs" : "no CPU limit";
            string memory = own.MemoryLimitBytes is { } bytes ? $"{bytes >> 20} MiB" : "no memory limit";
            yield return new DoctorCheck(Area, "own limits", DoctorStatus.Limited, $"{cpu}, {memory}", "the machine is larger than what Sonde, and whatever shares its group, may use");
        }
    }

    private static string DescribeCgroups(CgroupHierarchy cgroups)
    {
        string[] wanted = ["cpu", "memory", "io", "blkio", "pids", "cpuset"];
        return $"{CgroupSurveyor.NameOf(cgroups.Mode)}; controllers: {string.Join(' ', wanted.Where(c => cgroups.MountOf(c) is not null))}";
    }
}

using Sonde.Linux;
using Sonde.Linux.Abi;
using Sonde.Proc;

namespace Sonde.Diagnosis.Doctor;

/// <summary>What the capabilities and settings of this user allow.</summary>
internal static class PermissionChecks
{
    private const string Area = "Permissions";

    private static readonly (Capability Capability, string Shows)[] Wanted =
    [
        (Capability.CAP_SYS_PTRACE, "I/O, open descriptors and wait channels of other users' processes"),
        (Capability.CAP_SYSLOG, "the kernel log: OOM kills, disk errors, hung tasks"),
        (Capability.CAP_NET_ADMIN, "processes too short-lived for any sample (taskstats)"),
        (Capability.CAP_DAC_READ_SEARCH, "/proc/slabinfo and other files of root"),
        (Capability.CAP_PERFMON, "profiling and tracing of the kernel and of other users' processes"),
        (Capability.CAP_BPF, "programs in the kernel (BPF)"),
    ];

    public static IEnumerable<DoctorCheck> Run(LinuxRoot root)
    {
        if (!root.IsLive)
            yield break;
        ProcessCapabilities own = ProcessCapabilities.Self();
        // Before Linux 5.8, CAP_SYS_ADMIN stood for PERFMON and BPF too, and it still includes them.
        bool admin = own.Has(Capability.CAP_SYS_ADMIN);
        foreach ((Capability capability, string shows) in Wanted)
        {
            bool has = own.Has(capability) || (admin && capability is Capability.CAP_PERFMON or Capability.CAP_BPF);
            yield return has
                ? new DoctorCheck(Area, capability.ToString(), DoctorStatus.Works, "held", shows)
                : new DoctorCheck(Area, capability.ToString(), DoctorStatus.Missing, "not held", shows, $"run as root, or: setcap {capability.ToString().ToLowerInvariant()}+ep on the sonde binary");
        }

        ResourceLimit files = ResourceLimits.Get(Resource.RLIMIT_NOFILE);
        yield return new DoctorCheck(Area, "open files", files.Hard >= 4096 ? DoctorStatus.Works : DoctorStatus.Limited, $"{files.Hard} descriptors", "one kept descriptor for each process; beyond that sampling costs twice as much", files.Hard >= 4096 ? "" : "ulimit -Hn 65536");
        string paranoid = root.ReadText("/proc/sys/kernel/perf_event_paranoid") ?? "absent";
        yield return new DoctorCheck(Area, "perf_event_paranoid", paranoid == "absent" ? DoctorStatus.Missing : DoctorStatus.Works, paranoid, "who may profile without privilege: 2 own user code, 1 also the kernel, 0 also whole CPUs, 3 and above nobody");
    }
}

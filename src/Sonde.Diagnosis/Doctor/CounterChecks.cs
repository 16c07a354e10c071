using Sonde.Linux;
using Sonde.Linux.Netlink;
using Sonde.Proc;
using Sonde.Proc.Devices;

namespace Sonde.Diagnosis.Doctor;

/// <summary>The counters that the kernel keeps anyway: what triage and the views stand on.</summary>
internal static class CounterChecks
{
    private const string Area = "Counters";

    private static readonly (string Path, string Shows, string Remedy)[] Files =
    [
        ("/proc/stat", "CPU time, context switches, forks", ""),
        ("/proc/meminfo", "memory", ""),
        ("/proc/vmstat", "paging, reclaim, OOM kills", ""),
        ("/proc/diskstats", "disk rates, waits and queues", "a kernel with CONFIG_BLOCK and procfs"),
        ("/proc/net/snmp", "TCP, UDP and IP counters", ""),
        ("/proc/net/softnet_stat", "packets dropped before the protocol stack", ""),
        ("/proc/pressure/cpu", "pressure: how much time tasks lose waiting (PSI)", "boot with psi=1, or a kernel with CONFIG_PSI"),
        ("/proc/schedstat", "run-queue delay of each CPU", "a kernel with CONFIG_SCHEDSTATS"),
        ("/proc/self/schedstat", "run-queue delay of each process", "a kernel with CONFIG_SCHED_INFO"),
        ("/proc/slabinfo", "which kernel objects use memory", "run as root"),
        ("/proc/interrupts", "which device interrupts which CPU", ""),
    ];

    public static IEnumerable<DoctorCheck> Run(LinuxRoot root)
    {
        foreach ((string path, string shows, string remedy) in Files)
        {
            yield return root.ReadText(path, out Unavailability? reason) is not null
                ? new DoctorCheck(Area, path, DoctorStatus.Works, "readable", shows)
                : new DoctorCheck(Area, path, DoctorStatus.Missing, reason!.Because, shows, reason.Remedy.Length > 0 ? reason.Remedy : remedy);
        }

        yield return DelayAccounting(root);
        if (root.IsLive)
        {
            yield return Netlink("sock_diag", TrySockets(), "listen queues, TIME_WAIT, CLOSE_WAIT, ports, drops by socket", "a kernel with CONFIG_INET_DIAG");
            yield return Netlink("taskstats", TryTaskStatistics(), "delays by task, and processes too short-lived for any sample", "run as root; a kernel with CONFIG_TASKSTATS");
            yield return Netlink("/dev/kmsg", TryKernelLog(), "OOM kills, disk errors, hung tasks", "run as root, or sysctl kernel.dmesg_restrict=0");
        }

        yield return MemoryErrors.Read(root, out _).Count > 0
            ? new DoctorCheck(Area, "EDAC", DoctorStatus.Works, "memory controllers report", "memory errors")
            : new DoctorCheck(Area, "EDAC", DoctorStatus.Missing, "no memory controller reports errors", "memory errors", "real hardware and its EDAC driver");
        bool hasFrequency = CpuTopology.Read(root).Cpus.Any(c => c.CurrentKilohertz is not null);
        yield return hasFrequency
            ? new DoctorCheck(Area, "cpufreq", DoctorStatus.Works, "frequencies are shown", "CPUs that are slowed down")
            : new DoctorCheck(Area, "cpufreq", DoctorStatus.Missing, "no frequency driver", "CPUs that are slowed down", "real hardware; a hypervisor hides it");
    }

    private static DoctorCheck DelayAccounting(LinuxRoot root) => root.ReadNumber("/proc/sys/kernel/task_delayacct") switch
    {
        1 => new DoctorCheck(Area, "delay accounting", DoctorStatus.Works, "on", "how long each task waited for I/O, memory, swap"),
        0 => new DoctorCheck(Area, "delay accounting", DoctorStatus.Limited, "off", "how long each task waited for I/O, memory, swap", "sysctl kernel.task_delayacct=1 (costs little)"),
        _ => new DoctorCheck(Area, "delay accounting", DoctorStatus.Missing, "the kernel has no switch for it", "how long each task waited for I/O, memory, swap", "Linux 5.14 or later with CONFIG_TASK_DELAY_ACCT"),
    };

    private static DoctorCheck Netlink(string name, Errno errno, string shows, string remedy) => errno.IsSuccess
        ? new DoctorCheck(Area, name, DoctorStatus.Works, "answers", shows)
        : new DoctorCheck(Area, name, DoctorStatus.Missing, errno.ToString(), shows, remedy);

    private static Errno TrySockets()
    {
        Errno errno = SocketDiagnostics.TryOpen(out SocketDiagnostics? diagnostics);
        if (!errno.IsSuccess)
            return errno;
        using (diagnostics)
        {
            InternetSocketDump dump = diagnostics!.Dump(InternetFamily.IPv4, TransportProtocol.Tcp, SocketStates.Listen);
            while (dump.MoveNext())
            {
                // Only the outcome matters.
            }

            return dump.Outcome;
        }
    }

    private static Errno TryTaskStatistics()
    {
        Errno errno = TaskExitListener.TryOpen(out TaskExitListener? listener);
        listener?.Dispose();
        return errno;
    }

    private static Errno TryKernelLog()
    {
        Errno errno = KernelLog.TryOpen(out KernelLog? log);
        if (!errno.IsSuccess)
            return errno;
        using (log)
        {
            errno = log!.ReadNext(out _);
            return errno == Errno.TryAgain ? Errno.Success : errno;
        }
    }
}

using Sonde.Linux;
using Sonde.Proc;

namespace Sonde.Diagnosis.Doctor;

/// <summary>What the kernel offers to look inside: the base of profiling and tracing.</summary>
internal static class TracingChecks
{
    private const string Area = "Profiling and tracing";
    private const string EventSources = "/sys/bus/event_source/devices";

    public static IEnumerable<DoctorCheck> Run(LinuxRoot root)
    {
        yield return Presence(root, "BTF", "/sys/kernel/btf/vmlinux", "types of the kernel, so that tracing needs no headers", "a kernel with CONFIG_DEBUG_INFO_BTF");
        yield return Tracefs(root);
        yield return Presence(root, "hardware counters", $"{EventSources}/cpu", "cycles, instructions, cache misses: IPC and memory-bound code", "real hardware, or a hypervisor that passes the PMU on");
        yield return Presence(root, "perf software events", $"{EventSources}/software", "sampling by time, faults, context switches", "a kernel with CONFIG_PERF_EVENTS");
        yield return Presence(root, "kprobes", $"{EventSources}/kprobe", "tracing of any kernel function; tracepoints work without", "a kernel with CONFIG_KPROBES");
        yield return Presence(root, "uprobes", $"{EventSources}/uprobe", "tracing of functions in programs", "a kernel with CONFIG_UPROBES");
        yield return BpfForUsers(root);
        yield return Lockdown(root);
    }

    private static DoctorCheck Presence(LinuxRoot root, string name, string path, string shows, string remedy) => root.Exists(path)
        ? new DoctorCheck(Area, name, DoctorStatus.Works, "present", shows)
        : new DoctorCheck(Area, name, DoctorStatus.Missing, $"no {path}", shows, remedy);

    private static DoctorCheck Tracefs(LinuxRoot root)
    {
        const string Shows = "tracepoints by name and format";
        foreach (string path in (ReadOnlySpan<string>)["/sys/kernel/tracing", "/sys/kernel/debug/tracing"])
        {
            int count = root.List($"{path}/events", out Errno errno).Count;
            if (count > 0)
                return new DoctorCheck(Area, "tracefs", DoctorStatus.Works, $"{path}, {count} groups of events", Shows);
            if (errno.IsPermission)
                return new DoctorCheck(Area, "tracefs", DoctorStatus.Missing, $"{path}: {errno}", Shows, "run as root");
        }

        return root.Exists("/sys/kernel/tracing")
            ? new DoctorCheck(Area, "tracefs", DoctorStatus.Limited, "not mounted", Shows, "mount -t tracefs none /sys/kernel/tracing")
            : new DoctorCheck(Area, "tracefs", DoctorStatus.Missing, "the kernel has none", Shows, "a kernel with CONFIG_FTRACE");
    }

    private static DoctorCheck BpfForUsers(LinuxRoot root) => root.ReadText("/proc/sys/kernel/unprivileged_bpf_disabled") switch
    {
        null => new DoctorCheck(Area, "bpf", DoctorStatus.Missing, "the kernel has no bpf(2)", "programs in the kernel", "a kernel with CONFIG_BPF_SYSCALL"),
        "0" => new DoctorCheck(Area, "bpf", DoctorStatus.Works, "for all users, restricted", "programs in the kernel"),
        string disabled => new DoctorCheck(Area, "bpf", DoctorStatus.Works, $"for root or CAP_BPF only (unprivileged_bpf_disabled={disabled})", "programs in the kernel"),
    };

    // The mode in force stands in brackets: "[none] integrity confidentiality".
    private static DoctorCheck Lockdown(LinuxRoot root)
    {
        if (root.ReadText("/sys/kernel/security/lockdown") is not { } text)
            return new DoctorCheck(Area, "lockdown", DoctorStatus.Works, "not in this kernel, or securityfs is not mounted", "nothing is known to be locked away from root");
        string mode = text.Split(' ').FirstOrDefault(w => w.StartsWith('['))?.Trim('[', ']') ?? "none";
        return mode == "confidentiality"
            ? new DoctorCheck(Area, "lockdown", DoctorStatus.Limited, mode, "reading kernel memory from BPF and perf", "boot without lockdown=confidentiality")
            : new DoctorCheck(Area, "lockdown", DoctorStatus.Works, mode, "nothing is locked away from root");
    }
}

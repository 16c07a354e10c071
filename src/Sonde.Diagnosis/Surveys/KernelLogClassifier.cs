using Sonde.Diagnosis.Observations;

namespace Sonde.Diagnosis.Surveys;

/// <summary>
/// Finds the lines of the kernel log that matter and what they name. Pure: text in, event out. The anchors are the kernel's own format strings; each row
/// names the file they are in, so that a changed message can be followed.
/// </summary>
internal sealed class KernelLogClassifier
{
    private static readonly (string Anchor, KernelEventKind Kind)[] Anchors =
    [
        ("Memory cgroup out of memory: Killed process", KernelEventKind.CgroupOutOfMemoryKill), // mm/oom_kill.c, mm/memcontrol.c
        ("Out of memory: Killed process", KernelEventKind.OutOfMemoryKill), // mm/oom_kill.c
        ("Out of memory (oom_kill_allocating_task): Killed process", KernelEventKind.OutOfMemoryKill), // mm/oom_kill.c
        ("page allocation failure: order:", KernelEventKind.AllocationFailure), // mm/page_alloc.c
        ("blocked for more than ", KernelEventKind.HungTask), // kernel/hung_task.c
        ("soft lockup", KernelEventKind.Lockup), // kernel/watchdog.c
        ("hard LOCKUP", KernelEventKind.Lockup), // kernel/watchdog.c
        ("detected stall", KernelEventKind.Lockup), // kernel/rcu/tree_stall.h
        ("workqueue lockup", KernelEventKind.Lockup), // kernel/workqueue.c
        ("sched: RT throttling activated", KernelEventKind.RealTimeThrottling), // kernel/sched/rt.c
        ("cpu clock throttled", KernelEventKind.ThermalThrottle), // arch/x86/kernel/cpu/mce/therm_throt.c
        ("[Hardware Error]", KernelEventKind.HardwareError), // arch/x86/kernel/cpu/mce, drivers/acpi/apei
        (" CE memory ", KernelEventKind.HardwareError), // drivers/edac/edac_mc.c, "EDAC MC0: 1 CE memory read error on ..."
        (" UE memory ", KernelEventKind.HardwareError), // drivers/edac/edac_mc.c
        ("AER: Correct", KernelEventKind.HardwareError), // drivers/pci/pcie/aer.c, not its "AER: enabled with IRQ" at boot
        ("AER: Uncorrect", KernelEventKind.HardwareError), // drivers/pci/pcie/aer.c
        ("AER: Multiple ", KernelEventKind.HardwareError), // drivers/pci/pcie/aer.c
        ("I/O error, dev ", KernelEventKind.StorageError), // block/blk-mq.c
        ("Buffer I/O error on dev", KernelEventKind.StorageError), // fs/buffer.c
        (": failed command: ", KernelEventKind.StorageError), // drivers/ata/libata-eh.c
        ("controller is down", KernelEventKind.StorageError), // drivers/nvme/host/pci.c
        (" timeout, aborting", KernelEventKind.StorageError), // drivers/nvme/host/pci.c
        ("EXT4-fs error (device ", KernelEventKind.FileSystemError), // fs/ext4/super.c
        ("BTRFS error (device ", KernelEventKind.FileSystemError), // fs/btrfs/messages.c
        ("Corruption detected", KernelEventKind.FileSystemError), // fs/xfs/xfs_fsops.c
        ("Remounting filesystem read-only", KernelEventKind.FileSystemError), // fs/ext4/super.c
        ("Possible SYN flooding on port ", KernelEventKind.SynFlooding), // net/ipv4/tcp_input.c
        ("table full, dropping packet", KernelEventKind.TableFull), // net/netfilter/nf_conntrack_core.c
        ("neighbor table overflow", KernelEventKind.TableFull), // net/core/neighbour.c
        ("NETDEV WATCHDOG", KernelEventKind.NetworkDevice), // net/sched/sch_generic.c
        ("Link is Down", KernelEventKind.NetworkDevice), // drivers/net/phy/phy.c
        ("TCP: out of memory", KernelEventKind.TcpMemory), // net/ipv4/tcp.c
        ("too many orphaned sockets", KernelEventKind.TcpMemory), // net/ipv4/tcp.c
        ("]: segfault at ", KernelEventKind.Crash), // arch/x86/mm/fault.c
        ("general protection fault", KernelEventKind.Crash), // arch/x86/kernel/traps.c
        ("Marking clocksource ", KernelEventKind.ClockSource), // kernel/time/clocksource.c
        ("kernel BUG at ", KernelEventKind.KernelBug), // lib/bug.c
        ("WARNING: CPU: ", KernelEventKind.KernelBug), // kernel/panic.c
        ("Oops: ", KernelEventKind.KernelBug), // arch/x86/kernel/dumpstack.c
        ("BUG: unable to handle", KernelEventKind.KernelBug), // arch/x86/mm/fault.c
    ];

    private string? _killingGroup;

    /// <summary>The event in a line, or null for a line that does not matter. Lines are given in order: an OOM kill names its group a line earlier.</summary>
    /// <param name="text">The line without prefix.</param>
    /// <param name="at">When, since boot.</param>
    /// <param name="isInWindow">True where it came inside the window.</param>
    public KernelEvent? Classify(string text, TimeSpan at, bool isInWindow)
    {
        if (text.StartsWith("oom-kill:constraint=", StringComparison.Ordinal))
        {
            _killingGroup = Between(text, "oom_memcg=", ",");
            return null;
        }

        foreach ((string anchor, KernelEventKind kind) in Anchors)
        {
            if (text.Contains(anchor, StringComparison.Ordinal))
                return Describe(new KernelEvent(kind, at, text, isInWindow));
        }

        return null;
    }

    private KernelEvent Describe(KernelEvent found)
    {
        string text = found.Text;
        switch (found.Kind)
        {
            case KernelEventKind.CgroupOutOfMemoryKill or KernelEventKind.OutOfMemoryKill:
                string? group = found.Kind == KernelEventKind.CgroupOutOfMemoryKill ? _killingGroup : null;
                _killingGroup = null;
                return found with { Pid = Number(Between(text, "Killed process ", " ")), Comm = Between(text, "(", ")"), Subject = group };
            case KernelEventKind.HungTask:
                return DescribeTask(found, Between(text, "task ", " blocked"));
            case KernelEventKind.Lockup:
                return DescribeTask(found, Between(text, "[", "]"));
            case KernelEventKind.StorageError:
                return found with { Subject = Between(text, "I/O error, dev ", ",") ?? Between(text, "on dev ", ",") };
            case KernelEventKind.FileSystemError:
                return found with { Subject = Between(text, "(device ", ")") ?? Between(text, "(", ")") };
            case KernelEventKind.SynFlooding:
                return found with { Subject = Between(text, "on port ", ". ") ?? Between(text, "on port ", " ") };
            case KernelEventKind.NetworkDevice:
                return found with { Subject = Between(text, "NETDEV WATCHDOG: ", " ") ?? text.Split(' ').FirstOrDefault(w => w.EndsWith(':'))?.TrimEnd(':') };
            case KernelEventKind.Crash:
                int bracket = text.IndexOf('[', StringComparison.Ordinal);
                string? comm = bracket > 0 ? text[..bracket].Replace("traps: ", "", StringComparison.Ordinal) : null;
                return found with { Pid = Number(Between(text, "[", "]")), Comm = comm };
            default:
                return found;
        }
    }

    // The kernel writes tasks as name:pid; the name may hold a colon itself.
    private static KernelEvent DescribeTask(KernelEvent found, string? task)
    {
        int colon = task?.LastIndexOf(':') ?? -1;
        return colon > 0 ? found with { Comm = task![..colon], Pid = Number(task[(colon + 1)..]) } : found;
    }

    private static string? Between(string text, string before, string after)
    {
        int start = text.IndexOf(before, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += before.Length;
        int end = text.IndexOf(after, start, StringComparison.Ordinal);
        return end > start ? text[start..end] : null;
    }

    private static int? Number(string? text) => int.TryParse(text, out int number) ? number : null;
}

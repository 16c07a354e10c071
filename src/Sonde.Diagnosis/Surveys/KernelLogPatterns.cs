using static Sonde.Diagnosis.Observations.KernelEventKind;
using static Sonde.Diagnosis.Surveys.KernelLogPattern.AnchorPlace;

namespace Sonde.Diagnosis.Surveys;

/// <summary>
/// The lines that matter, in the order in which they are tried: those that begin with a process's name come first, so that a name which reads like
/// another line cannot pass for it. Each row names the file its format string is in, so that a changed message can be followed.
/// </summary>
internal static class KernelLogPatterns
{
    public static readonly KernelLogPattern[] All =
    [
        new("Memory cgroup out of memory: Kill", CgroupOutOfMemoryKill, Start), // mm/oom_kill.c: "Killed process"; before 5.1 "Kill process ... or sacrifice child"
        new("Out of memory: Kill", OutOfMemoryKill, Start), // mm/oom_kill.c
        new("Out of memory (oom_kill_allocating_task): Kill", OutOfMemoryKill, Start), // mm/oom_kill.c
        new(": page allocation failure: order:", AllocationFailure), // mm/page_alloc.c
        new("]: segfault at ", Crash, Also: " ip "), // arch/x86/mm/fault.c
        new("traps: ", Crash, Start, "] general protection fault ip:"), // arch/x86/kernel/traps.c
        new("traps: ", Crash, Start, "] trap "), // arch/x86/kernel/traps.c: divide error, invalid opcode, int3
        new("]: unhandled exception: ", Crash), // arch/arm64/kernel/traps.c, with debug.exception-trace
        new("INFO: task ", HungTask, Start, " blocked for more than "), // kernel/hung_task.c
        new("INFO: task ", HungTask, Start, " blocked in I/O wait for more than "), // kernel/hung_task.c, from 7.1
        new("BUG: soft lockup - CPU#", Lockup), // kernel/watchdog.c
        new("detected hard LOCKUP on cpu ", Lockup), // kernel/watchdog.c
        new("self-detected stall on CPU", Lockup), // kernel/rcu/tree_stall.h
        new(" detected stalls on CPUs/tasks", Lockup), // kernel/rcu/tree_stall.h
        new(" detected expedited stalls on CPUs", Lockup), // kernel/rcu/tree_exp.h
        new("BUG: workqueue lockup - pool", Lockup, Start), // kernel/workqueue.c
        new("sched: RT throttling activated", RealTimeThrottling, Start), // kernel/sched/rt.c
        new("cpu clock throttled", ThermalThrottle), // arch/x86/kernel/cpu/mce/therm_throt.c, before 5.5
        new("cpu clock is throttled", ThermalThrottle), // drivers/thermal/intel/therm_throt.c
        new("[Hardware Error]", HardwareError), // arch/x86/kernel/cpu/mce, drivers/acpi/apei
        new("EDAC MC", HardwareError, Start, " CE "), // drivers/edac/edac_mc.c: corrected; "EDAC MC0: Giving out device" is no error
        new("EDAC MC", HardwareError, Start, " UE "), // drivers/edac/edac_mc.c: uncorrected
        new("PCIe Bus Error: severity=", HardwareError), // drivers/pci/pcie/aer.c, one for each device with an error
        new(" error, dev ", StorageError, Also: ", sector "), // block/blk-mq.c: I/O, critical medium, timeout, ...
        new("Buffer I/O error on dev", StorageError, Start), // fs/buffer.c
        new(": failed command: ", StorageError, Also: "ata"), // drivers/ata/libata-eh.c
        new("controller is down; will reset", StorageError), // drivers/nvme/host/pci.c
        new("nvme ", StorageError, Start, " timeout, "), // drivers/nvme/host/pci.c: aborting, reset controller, completion polled
        new("EXT4-fs error (device ", FileSystemError, Start), // fs/ext4/super.c
        new("EXT4-fs (", FileSystemError, Start, "Remounting filesystem read-only"), // fs/ext4/super.c
        new("BTRFS error (device ", FileSystemError, Start), // fs/btrfs/messages.c
        new("BTRFS critical (device ", FileSystemError, Start), // fs/btrfs/messages.c
        new("BTRFS: error (device ", FileSystemError, Start), // fs/btrfs/messages.c
        new("XFS (", FileSystemError, Start, "orruption"), // fs/xfs: "Corruption detected", "Metadata corruption detected at", "Corruption of in-memory data"
        new("XFS (", FileSystemError, Start, "Shutting down filesystem"), // fs/xfs/xfs_fsops.c
        new("Possible SYN flooding on port ", SynFlooding), // net/ipv4/tcp_input.c
        new(": table full, dropping packet", TableFull), // net/netfilter/nf_conntrack_core.c
        new(": neighbor table overflow", TableFull), // net/core/neighbour.c
        new("NETDEV WATCHDOG: ", NetworkDevice), // net/sched/sch_generic.c
        new("Link is Down", NetworkDevice, End), // drivers/net/phy/phy.c and most drivers
        new("Link is down", NetworkDevice, End), // drivers/net/ethernet/broadcom/tg3.c
        new(": Link down", NetworkDevice, End), // drivers/net/ethernet/mellanox/mlx5
        new("TCP: out of memory", TcpMemory), // net/ipv4/tcp.c
        new("TCP: too many orphaned sockets", TcpMemory), // net/ipv4/tcp.c
        new("Marking clocksource '", ClockSource), // kernel/time/clocksource.c
        new("Marking TSC unstable due to ", ClockSource), // arch/x86/kernel/tsc.c
        new("kernel BUG at ", KernelBug, Start), // lib/bug.c
        new("BUG: unable to handle ", KernelBug, Start), // arch/x86/mm/fault.c
        new("BUG: kernel NULL pointer dereference", KernelBug, Start), // arch/x86/mm/fault.c
        new("Unable to handle kernel ", KernelBug, Start), // arch/arm64/mm/fault.c
        new("general protection fault", KernelBug, Start, "[#"), // arch/x86/kernel/traps.c: of the kernel itself
        new("Oops: ", KernelBug, Start, "[#"), // arch/x86/kernel/dumpstack.c
        new("Internal error: Oops", KernelBug, Start), // arch/arm64/kernel/traps.c
        new("WARNING: CPU: ", KernelBug, Start), // kernel/panic.c, before 6.19
        new("WARNING: ", KernelBug, Start, ", CPU#"), // kernel/panic.c, from 6.19
    ];
}

using Sonde.Diagnosis.Reports;
using static Sonde.Diagnosis.Ranking.CausalConditions;
using Ids = Sonde.Diagnosis.Findings.FindingIds;

namespace Sonde.Diagnosis.Ranking;

public static partial class CausalLinks
{
    private static CausalLink[] Cpu =>
    [
        new(Ids.Cpu.Saturated, Ids.Cpu.ForkStorm, "creating and ending processes is the demand", (c, s) => c.Severity == Severity.Critical || SameCulprit(c, s)),
        new(Ids.Cpu.Saturated, Ids.Cpu.ContextSwitchStorm, "switching between tasks is the demand", SameCulprit),
        new(Ids.Cpu.Saturated, Ids.Cpu.SyscallStorm, "entering the kernel is the demand", SameCulprit),
        new(Ids.Cpu.Saturated, Ids.Cpu.Steal, "the hypervisor takes CPU time that the tasks wait for"),
        new(Ids.Cpu.Saturated, Ids.Cpu.FrequencyCapped, "slower CPUs need longer for the same work"),
        new(Ids.Cpu.Saturated, Ids.Cpu.SoftirqLoad, "packet processing takes the CPUs first"),
        new(Ids.Cpu.Saturated, Ids.Cpu.RealtimeStarvation, "real-time tasks leave the others the rest"),
        new(Ids.Cpu.Saturated, Ids.Task.ThreadExplosion, "its threads all want a CPU", SameCulprit),
        new(Ids.Cpu.Saturated, Ids.Memory.SwapThrash, "reclaim and swapping, compressed swap above all, cost CPU time"),
        new(Ids.Cpu.Saturated, Ids.Memory.DirectReclaim, "allocating tasks scan memory themselves"),
        new(Ids.Cpu.Saturated, Ids.Memory.CompactionStall, "allocating tasks move memory themselves"),
        new(Ids.Cpu.Saturated, Ids.Net.ConnectionStorm, "opening and closing connections is the demand", SameCulprit),
        new(Ids.Cpu.Saturated, Ids.FileSystem.DentryChurn, "looking names up and dropping them is the demand", SameCulprit),
        new(Ids.Cpu.Saturated, Ids.FileSystem.OpenStorm, "opening files is the demand", SameCulprit),

        new(Ids.Cpu.SingleThreadBound, Ids.Cpu.ForkStorm, "the thread's time goes into creating processes", SameProcess),
        new(Ids.Cpu.SingleThreadBound, Ids.Cpu.SyscallStorm, "the thread's time goes into entering the kernel", SameProcess),
        new(Ids.Cpu.SingleThreadBound, Ids.Cpu.FrequencyCapped, "a slower CPU needs longer for the same work"),
        new(Ids.Cpu.SingleThreadBound, Ids.Cpu.MemoryBound, "the thread's cycles wait for memory", SameProcess),
        new(Ids.Cpu.SingleThreadBound, Ids.Cpu.BranchMispredicts, "the thread's cycles are thrown away", SameProcess),

        new(Ids.Cpu.HotCpuImbalance, Ids.Cpu.SingleThreadBound, "the busy thread may not leave the CPU that others need", SameProcess),
        new(Ids.Cpu.HotCpuImbalance, Ids.Cpu.RealtimeStarvation, "the real-time task keeps the CPU that others are bound to"),
        new(Ids.Cpu.HotCpuImbalance, Ids.Cpu.IrqImbalance, "interrupts keep that CPU from its tasks"),
        new(Ids.Cpu.HotCpuImbalance, Ids.Cpu.SoftirqLoad, "packet processing keeps that CPU from its tasks"),

        new(Ids.Cpu.SoftirqLoad, Ids.Cpu.IrqImbalance, "softirqs run where the interrupt arrived"),
        new(Ids.Cpu.SoftirqLoad, Ids.Net.ConnectionStorm, "every connection costs handshake packets"),

        new(Ids.Cpu.ContextSwitchStorm, Ids.Cpu.ForkStorm, "every process created and ended switches several times", SameProcess),
        new(Ids.Cpu.ContextSwitchStorm, Ids.Task.ThreadExplosion, "its threads take turns", SameProcess),
        new(Ids.Cpu.ContextSwitchStorm, Ids.Task.LockContention, "every contended lock puts a thread to sleep and wakes it", SameProcess),
        new(Ids.Cpu.ContextSwitchStorm, Ids.Net.ConnectionStorm, "every connection wakes somebody", SameProcess),
        new(Ids.Cpu.ContextSwitchStorm, Ids.Disk.Saturated, "every request that completes wakes the thread that waits for it", SameProcess),
        new(Ids.Cpu.ContextSwitchStorm, Ids.Disk.QueueCongestion, "every request that completes wakes a thread that waits for its place", SameProcess),
        new(Ids.Cpu.ContextSwitchStorm, Ids.Disk.FsyncStall, "every flush that completes wakes the threads that wait for it", SameProcess),
        new(Ids.Cpu.ContextSwitchStorm, Ids.Disk.SmallRandomIo, "every request that completes wakes the thread that waits for it", SameProcess),
        new(Ids.Cpu.ContextSwitchStorm, Ids.Memory.SwapThrash, "every page that comes from swap wakes the thread that waits for it", SameProcess),
        new(Ids.Cpu.MigrationStorm, Ids.Cpu.ContextSwitchStorm, "wake-ups are what moves tasks"),
        new(Ids.Cpu.MigrationStorm, Ids.Cpu.ForkStorm, "every new process is placed on a CPU anew", SameProcess),
        new(Ids.Cpu.SyscallStorm, Ids.System.ClockSource, "reading a slow clock is a system call"),

        new(Ids.Cpu.RunQueueLatency, Ids.Cpu.Saturated, "more runnable tasks than CPUs"),
        new(Ids.Cpu.RunQueueLatency, Ids.Cpu.CgroupThrottled, "throttled tasks stay on the run queue"),
        new(Ids.Cpu.RunQueueLatency, Ids.Cpu.Steal, "a CPU that the hypervisor took runs nobody"),
        new(Ids.Cpu.RunQueueLatency, Ids.Cpu.HotCpuImbalance, "the queue is on one CPU"),
        new(Ids.Cpu.RunQueueLatency, Ids.Cpu.RealtimeStarvation, "real-time tasks go first"),
        new(Ids.Cpu.RunQueueLatency, Ids.Cpu.SoftirqLoad, "packet processing goes first"),

        new(Ids.Cpu.FrequencyCapped, Ids.System.HardwareErrors, "heat makes the hardware slow itself down"),
        new(Ids.Cpu.MemoryBound, Ids.Memory.NumaRemote, "remote memory answers later"),
        new(Ids.Cpu.MemoryBound, Ids.Cpu.FalseSharing, "the cache line travels between CPUs"),

        new(Ids.Cpu.LoadIsIo, Ids.Disk.Saturated, "tasks waiting for the disk count as load"),
        new(Ids.Cpu.LoadIsIo, Ids.Disk.SlowDevice, "tasks waiting for the disk count as load"),
        new(Ids.Cpu.LoadIsIo, Ids.Disk.QueueCongestion, "tasks waiting for a place in the queue count as load"),
        new(Ids.Cpu.LoadIsIo, Ids.Disk.FsyncStall, "tasks waiting for a flush count as load"),
        new(Ids.Cpu.LoadIsIo, Ids.Disk.WritebackStorm, "tasks waiting behind the write-out count as load"),
        new(Ids.Cpu.LoadIsIo, Ids.Disk.CgroupThrottled, "tasks held back by their I/O limit count as load"),
        new(Ids.Cpu.LoadIsIo, Ids.Disk.Errors, "tasks waiting for requests sent again count as load"),
        new(Ids.Cpu.LoadIsIo, Ids.Memory.SwapThrash, "tasks waiting for swap count as load"),
        new(Ids.Cpu.LoadIsIo, Ids.Memory.PageCacheThrash, "tasks waiting for pages read again count as load"),
        new(Ids.Cpu.LoadIsIo, Ids.Memory.MajorFaults, "tasks waiting for their pages count as load"),
        new(Ids.Cpu.LoadIsIo, Ids.Memory.DirtyBacklog, "writers that are slowed down count as load"),
        new(Ids.Cpu.LoadIsIo, Ids.FileSystem.StaleMount, "tasks waiting for a dead mount count as load"),
        new(Ids.Cpu.LoadIsIo, Ids.Task.Blocked, "tasks in uninterruptible sleep count as load"),
    ];
}

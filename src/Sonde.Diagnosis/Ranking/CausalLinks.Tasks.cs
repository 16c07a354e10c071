using static Sonde.Diagnosis.Ranking.CausalConditions;
using Ids = Sonde.Diagnosis.Findings.FindingIds;

namespace Sonde.Diagnosis.Ranking;

public static partial class CausalLinks
{
    private static CausalLink[] Tasks =>
    [
        new(Ids.Task.Blocked, Ids.Disk.Saturated, "the tasks wait for the disk", WaitsForStorage),
        new(Ids.Task.Blocked, Ids.Disk.SlowDevice, "the tasks wait for the disk", WaitsForStorage),
        new(Ids.Task.Blocked, Ids.Disk.QueueCongestion, "the tasks wait for a place in the disk's queue", WaitsForStorage),
        new(Ids.Task.Blocked, Ids.Disk.FsyncStall, "the tasks wait for a flush", WaitsForStorage),
        new(Ids.Task.Blocked, Ids.Disk.WritebackStorm, "the tasks wait behind the write-out", WaitsForStorage),
        new(Ids.Task.Blocked, Ids.Disk.CgroupThrottled, "the tasks are held back by their I/O limit", WaitsForStorage),
        new(Ids.Task.Blocked, Ids.Disk.Errors, "the tasks wait for requests sent again", WaitsForStorage),
        new(Ids.Task.Blocked, Ids.Memory.SwapThrash, "the tasks wait for pages in swap", WaitsForStorage),
        new(Ids.Task.Blocked, Ids.Memory.DirtyBacklog, "writers are slowed down until the backlog drains", WaitsForStorage),
        new(Ids.Task.Blocked, Ids.Memory.CgroupLimit, "tasks over their group's limit are made to wait", SameProcess),
        new(Ids.Task.Blocked, Ids.FileSystem.StaleMount, "whoever touches the mount waits for its server"),

        new(Ids.Task.SleepingOnIo, Ids.Disk.Saturated, "the process waits for the disk"),
        new(Ids.Task.SleepingOnIo, Ids.Disk.SlowDevice, "the process waits for the disk"),
        new(Ids.Task.SleepingOnIo, Ids.Disk.FsyncStall, "the process waits for a flush"),
        new(Ids.Task.SleepingOnIo, Ids.Disk.WritebackStorm, "the process waits behind the write-out"),
        new(Ids.Task.SleepingOnIo, Ids.Disk.CgroupThrottled, "the process is held back by its I/O limit"),
        new(Ids.Task.SleepingOnIo, Ids.Disk.Errors, "the process waits for requests sent again"),
        new(Ids.Task.SleepingOnIo, Ids.Memory.SwapThrash, "the process waits for its pages in swap"),
        new(Ids.Task.SleepingOnIo, Ids.Memory.PageCacheThrash, "the process waits for pages that were evicted"),
        new(Ids.Task.SleepingOnIo, Ids.Memory.MajorFaults, "the process waits for its pages", SameProcess),
        new(Ids.Task.SleepingOnIo, Ids.Memory.DirtyBacklog, "the process is slowed down until the backlog drains"),

        new(Ids.Task.Zombies, Ids.Task.Blocked, "the parent is blocked and cannot reap", SameProcess),
        new(Ids.Task.LockContention, Ids.Cpu.CgroupThrottled, "the holder of the lock is stopped by its CPU quota", SameProcess),
        new(Ids.Task.FdLimit, Ids.Net.CloseWaitLeak, "every socket that is not closed keeps a descriptor", SameProcess),
        new(Ids.Task.PidLimit, Ids.Task.Zombies, "every zombie keeps its process id"),
        new(Ids.Task.PidLimit, Ids.Task.ThreadExplosion, "every thread takes an id"),
        new(Ids.Task.PidLimit, Ids.Cpu.ForkStorm, "processes are created faster than they end"),

        new(Ids.System.FdLimit, Ids.Task.FdLimit, "that process holds the open files"),
        new(Ids.System.FdLimit, Ids.Net.CloseWaitLeak, "sockets that are not closed are open files"),
        new(Ids.System.HungTask, Ids.Task.Blocked, "it is still blocked"),
        new(Ids.System.HungTask, Ids.FileSystem.StaleMount, "whoever touches the mount waits for its server"),
        new(Ids.System.HungTask, Ids.Disk.Errors, "tasks wait for requests sent again"),
        new(Ids.System.HungTask, Ids.Disk.SlowDevice, "tasks wait for the disk"),
        new(Ids.System.HungTask, Ids.Disk.Saturated, "tasks wait for the disk"),
        new(Ids.System.SoftLockup, Ids.Cpu.Steal, "a CPU that the hypervisor took schedules nobody"),
        new(Ids.System.SoftLockup, Ids.Cpu.RealtimeStarvation, "the watchdog waits behind real-time tasks"),
        new(Ids.System.SoftLockup, Ids.System.HardwareErrors, "failing hardware stops CPUs"),
        new(Ids.System.KernelTaint, Ids.System.SoftLockup, "the kernel marks itself after a lockup"),
        new(Ids.System.KernelTaint, Ids.System.HardwareErrors, "the kernel marks itself after a machine check"),
    ];
}

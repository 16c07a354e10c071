using static Sonde.Diagnosis.Ranking.CausalConditions;
using Ids = Sonde.Diagnosis.Findings.FindingIds;

namespace Sonde.Diagnosis.Ranking;

public static partial class CausalLinks
{
    private static CausalLink[] Storage =>
    [
        new(Ids.Disk.Saturated, Ids.Memory.SwapThrash, "the swap device carries every page out and back", SameDevice),
        new(Ids.Disk.Saturated, Ids.Memory.PageCacheThrash, "evicted pages are read again", SameDevice),
        new(Ids.Disk.Saturated, Ids.Memory.MajorFaults, "the requests are page faults", SameProcess),
        new(Ids.Disk.Saturated, Ids.Memory.DirtyBacklog, "the backlog of written data drains to it", SameDevice),
        new(Ids.Disk.Saturated, Ids.Disk.Errors, "failed requests are sent again and take seconds", SameDevice),
        new(Ids.Disk.Saturated, Ids.Disk.SlowDevice, "slow answers make the queue", SameDevice),
        new(Ids.Disk.Saturated, Ids.Disk.WritebackStorm, "the write-out is the load", SameDevice),
        new(Ids.Disk.Saturated, Ids.Disk.SmallRandomIo, "many small requests are the load", SameDevice),
        new(Ids.Disk.Saturated, Ids.Disk.ReadAmplification, "most of what is read nobody asked for", SameDevice),
        new(Ids.Disk.Saturated, Ids.Disk.SchedulerMismatch, "the scheduler makes the device slower than it is", SameDevice),
        new(Ids.Disk.Saturated, Ids.Disk.FsyncStall, "the flushes are the load", (c, s) => SameDevice(c, s) && SameCulprit(c, s)),
        new(Ids.Disk.FsyncStall, Ids.Disk.Saturated, "the flush waits behind somebody else's requests", (c, s) => SameDevice(c, s) && OtherCulprit(c, s)),
        new(Ids.Disk.FsyncStall, Ids.Disk.Errors, "failed requests are sent again and take seconds", SameDevice),
        new(Ids.Disk.FsyncStall, Ids.Disk.SlowDevice, "the device answers slowly", SameDevice),
        new(Ids.Disk.FsyncStall, Ids.Disk.WritebackStorm, "the flush waits behind the write-out", SameDevice),
        new(Ids.Disk.FsyncStall, Ids.Memory.DirtyBacklog, "the flush waits behind the backlog", SameDevice),
        new(Ids.Disk.QueueCongestion, Ids.Disk.Saturated, "more requests than the device serves fill its queue", SameDevice),
        new(Ids.Disk.QueueCongestion, Ids.Disk.SlowDevice, "slow answers fill the queue", SameDevice),
        new(Ids.Disk.QueueCongestion, Ids.Disk.Errors, "requests sent again fill the queue", SameDevice),
        new(Ids.Disk.SlowDevice, Ids.Disk.Errors, "failed requests are sent again and take seconds", SameDevice),
        new(Ids.Disk.SlowDevice, Ids.Disk.SchedulerMismatch, "the scheduler makes the device slower than it is", SameDevice),
        new(Ids.Disk.WritebackStorm, Ids.Memory.DirtyBacklog, "the backlog of written data drains to it", SameDevice),
        new(Ids.Disk.SmallRandomIo, Ids.Memory.SwapThrash, "swapping reads single pages from all over the device", SameDevice),
        new(Ids.Disk.SmallRandomIo, Ids.Memory.MajorFaults, "the requests are page faults", SameProcess),
        new(Ids.Disk.ReadAmplification, Ids.Memory.PageCacheThrash, "evicted pages are read again", SameDevice),
        new(Ids.Disk.ReadAmplification, Ids.Memory.MajorFaults, "page faults read what no program read", SameProcess),

        new(Ids.FileSystem.ReadOnly, Ids.Disk.Errors, "the file system stops writing after a failed request", SameDevice),
        new(Ids.FileSystem.DentryChurn, Ids.FileSystem.OpenStorm, "every open looks its path up", SameProcess),
        new(Ids.FileSystem.DentryChurn, Ids.Cpu.ForkStorm, "every program start looks its files up, every end drops its /proc entry"),
        new(Ids.FileSystem.OpenStorm, Ids.Cpu.ForkStorm, "every program start opens its libraries"),
    ];
}

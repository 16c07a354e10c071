using static Sonde.Diagnosis.Ranking.CausalConditions;
using Ids = Sonde.Diagnosis.Findings.FindingIds;

namespace Sonde.Diagnosis.Ranking;

public static partial class CausalLinks
{
    private static CausalLink[] Memory =>
    [
        new(Ids.Memory.Pressure, Ids.Memory.SwapThrash, "tasks stall for pages on their way from swap"),
        new(Ids.Memory.Pressure, Ids.Memory.PageCacheThrash, "tasks stall for pages that were just evicted"),
        new(Ids.Memory.Pressure, Ids.Memory.DirectReclaim, "tasks stall while they free memory"),
        new(Ids.Memory.Pressure, Ids.Memory.CompactionStall, "tasks stall while memory is moved"),
        new(Ids.Memory.Pressure, Ids.Memory.CgroupLimit, "the group's tasks stall at its limit"),
        new(Ids.Memory.Pressure, Ids.Memory.CgroupOomKill, "the group's tasks stall at its limit"),
        new(Ids.Memory.Pressure, Ids.Memory.Leak, "the growing process takes the memory", MachineIsShortOfMemory),
        new(Ids.Memory.Pressure, Ids.Memory.SlabGrowth, "kernel objects take the memory"),
        new(Ids.Memory.Pressure, Ids.Memory.ShmGrowth, "shared memory takes the memory"),
        new(Ids.Memory.Pressure, Ids.Memory.HugePagesIdle, "the idle pool is missing elsewhere"),
        new(Ids.Memory.Pressure, Ids.Memory.NumaImbalance, "the full node reclaims while the other has room"),

        new(Ids.Memory.SwapThrash, Ids.Memory.Leak, "the growing process pushes the others out", MachineIsShortOfMemory),
        new(Ids.Memory.SwapThrash, Ids.Memory.SlabGrowth, "kernel objects push processes out"),
        new(Ids.Memory.SwapThrash, Ids.Memory.ShmGrowth, "shared memory pushes processes out"),
        new(Ids.Memory.SwapThrash, Ids.Memory.HugePagesIdle, "the idle pool is missing elsewhere"),

        new(Ids.Memory.OomKill, Ids.Memory.Leak, "the growing process used the memory up", MachineIsShortOfMemory),
        new(Ids.Memory.OomKill, Ids.Memory.SlabGrowth, "kernel objects used the memory up"),
        new(Ids.Memory.OomKill, Ids.Memory.ShmGrowth, "shared memory used the memory up"),
        new(Ids.Memory.OomKill, Ids.Memory.HugePagesIdle, "the idle pool was missing"),
        new(Ids.Memory.CgroupOomKill, Ids.Memory.Leak, "the growing process used the group's memory up", SameProcess),
        new(Ids.Memory.CgroupLimit, Ids.Memory.SwapThrash, "every page that comes back from swap is charged again and hits the limit", (c, s) => SameCgroup(c, s) && SameProcess(c, s)),
        new(Ids.Memory.CgroupLimit, Ids.Memory.Leak, "the growing process fills the group", SameProcess),

        new(Ids.Memory.DirectReclaim, Ids.Memory.SwapThrash, "pages must go out before others come in"),
        new(Ids.Memory.DirectReclaim, Ids.Memory.PageCacheThrash, "pages must go before others come in"),
        new(Ids.Memory.DirectReclaim, Ids.Memory.DirtyBacklog, "dirty pages cannot be freed before they are written"),
        new(Ids.Memory.DirectReclaim, Ids.Memory.Leak, "the growing process takes memory faster than it is freed", MachineIsShortOfMemory),
        new(Ids.Memory.DirectReclaim, Ids.Memory.SlabGrowth, "kernel objects leave less to reclaim"),
        new(Ids.Memory.DirectReclaim, Ids.Memory.ShmGrowth, "shared memory leaves less to reclaim"),
        new(Ids.Memory.DirectReclaim, Ids.Memory.HugePagesIdle, "the idle pool is missing elsewhere"),
        new(Ids.Memory.DirectReclaim, Ids.Memory.NumaImbalance, "the full node reclaims while the other has room"),

        new(Ids.Memory.MajorFaults, Ids.Memory.SwapThrash, "faults on swapped pages read from storage"),
        new(Ids.Memory.MajorFaults, Ids.Memory.PageCacheThrash, "faults on evicted file pages read from storage"),
        new(Ids.Memory.MajorFaults, Ids.Memory.CgroupLimit, "the group's pages are evicted at its limit"),

        new(Ids.Memory.PageCacheThrash, Ids.Memory.Leak, "the growing process leaves the cache no room", MachineIsShortOfMemory),
        new(Ids.Memory.PageCacheThrash, Ids.Memory.CgroupLimit, "the group's limit leaves its cache no room"),
        new(Ids.Memory.PageCacheThrash, Ids.Memory.SlabGrowth, "kernel objects leave the cache no room"),
        new(Ids.Memory.PageCacheThrash, Ids.Memory.ShmGrowth, "shared memory leaves the cache no room"),
        new(Ids.Memory.PageCacheThrash, Ids.Memory.HugePagesIdle, "the idle pool leaves the cache no room"),

        new(Ids.Memory.Leak, Ids.Task.ThreadExplosion, "every thread brings a stack", SameProcess),
        new(Ids.Memory.SlabGrowth, Ids.FileSystem.DentryChurn, "every name looked up leaves a kernel object"),
        new(Ids.Memory.SlabGrowth, Ids.Net.CloseWaitLeak, "every open socket is a kernel object"),
        new(Ids.Memory.SlabGrowth, Ids.Task.FdLimit, "every open descriptor is a kernel object"),
        new(Ids.Memory.SlabGrowth, Ids.Task.ThreadExplosion, "every thread brings kernel objects"),
        new(Ids.Memory.OvercommitLimit, Ids.Memory.Leak, "the growing process commits address space"),
        new(Ids.Memory.OvercommitLimit, Ids.Task.ThreadExplosion, "every thread commits a stack"),
        new(Ids.Memory.NumaRemote, Ids.Memory.NumaImbalance, "the full node makes its tasks allocate elsewhere"),

        new(Ids.Memory.DirtyBacklog, Ids.Disk.SlowDevice, "the device writes slower than the programs"),
        new(Ids.Memory.DirtyBacklog, Ids.Disk.Errors, "the device must write again"),
        new(Ids.Memory.DirtyBacklog, Ids.Disk.CgroupThrottled, "the write-out is held back by an I/O limit"),
    ];
}

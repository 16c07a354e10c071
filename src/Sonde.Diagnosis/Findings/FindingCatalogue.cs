namespace Sonde.Diagnosis.Findings;

/// <summary>All finding ids, in the order of the catalogue: an area after the other, and within it from the general to the particular.</summary>
public static class FindingCatalogue
{
    /// <summary>Every id except those of the tune area, which are made from the names of the audited knobs.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        FindingIds.Cpu.Saturated,
        FindingIds.Cpu.SingleThreadBound,
        FindingIds.Cpu.HotCpuImbalance,
        FindingIds.Cpu.CgroupThrottled,
        FindingIds.Cpu.Steal,
        FindingIds.Cpu.SoftirqLoad,
        FindingIds.Cpu.IrqImbalance,
        FindingIds.Cpu.ContextSwitchStorm,
        FindingIds.Cpu.MigrationStorm,
        FindingIds.Cpu.SyscallStorm,
        FindingIds.Cpu.ForkStorm,
        FindingIds.Cpu.RunQueueLatency,
        FindingIds.Cpu.RealtimeStarvation,
        FindingIds.Cpu.FrequencyCapped,
        FindingIds.Cpu.MemoryBound,
        FindingIds.Cpu.BranchMispredicts,
        FindingIds.Cpu.FalseSharing,
        FindingIds.Cpu.LoadIsIo,

        FindingIds.Memory.Pressure,
        FindingIds.Memory.SwapThrash,
        FindingIds.Memory.OomKill,
        FindingIds.Memory.CgroupOomKill,
        FindingIds.Memory.CgroupLimit,
        FindingIds.Memory.Leak,
        FindingIds.Memory.SlabGrowth,
        FindingIds.Memory.PageCacheThrash,
        FindingIds.Memory.MajorFaults,
        FindingIds.Memory.DirectReclaim,
        FindingIds.Memory.CompactionStall,
        FindingIds.Memory.NumaRemote,
        FindingIds.Memory.NumaImbalance,
        FindingIds.Memory.HugePagesIdle,
        FindingIds.Memory.DirtyBacklog,
        FindingIds.Memory.OvercommitLimit,
        FindingIds.Memory.ShmGrowth,

        FindingIds.Disk.Saturated,
        FindingIds.Disk.SlowDevice,
        FindingIds.Disk.QueueCongestion,
        FindingIds.Disk.FsyncStall,
        FindingIds.Disk.WritebackStorm,
        FindingIds.Disk.SmallRandomIo,
        FindingIds.Disk.ReadAmplification,
        FindingIds.Disk.Errors,
        FindingIds.Disk.CgroupThrottled,
        FindingIds.Disk.SchedulerMismatch,

        FindingIds.FileSystem.Full,
        FindingIds.FileSystem.InodesFull,
        FindingIds.FileSystem.ReadOnly,
        FindingIds.FileSystem.StaleMount,
        FindingIds.FileSystem.DentryChurn,
        FindingIds.FileSystem.OpenStorm,

        FindingIds.Net.Retransmits,
        FindingIds.Net.ListenOverflow,
        FindingIds.Net.SynBacklog,
        FindingIds.Net.ReceiveDrops,
        FindingIds.Net.TransmitDrops,
        FindingIds.Net.SoftnetDrops,
        FindingIds.Net.SoftnetSqueeze,
        FindingIds.Net.InterfaceErrors,
        FindingIds.Net.InterfaceSaturated,
        FindingIds.Net.UdpBufferErrors,
        FindingIds.Net.PortExhaustion,
        FindingIds.Net.TimeWaitBuildup,
        FindingIds.Net.CloseWaitLeak,
        FindingIds.Net.ConntrackFull,
        FindingIds.Net.RttInflation,
        FindingIds.Net.ZeroWindow,
        FindingIds.Net.ConnectionRefused,
        FindingIds.Net.ConnectionStorm,
        FindingIds.Net.TcpMemoryPressure,
        FindingIds.Net.PacketDrops,
        FindingIds.Net.DnsSlow,

        FindingIds.Task.Blocked,
        FindingIds.Task.Zombies,
        FindingIds.Task.ThreadExplosion,
        FindingIds.Task.FdLimit,
        FindingIds.Task.LockContention,
        FindingIds.Task.SleepingOnIo,
        FindingIds.Task.PidLimit,

        FindingIds.System.FdLimit,
        FindingIds.System.InotifyLimit,
        FindingIds.System.AioLimit,
        FindingIds.System.ClockSource,
        FindingIds.System.HardwareErrors,
        FindingIds.System.HungTask,
        FindingIds.System.SoftLockup,
        FindingIds.System.KernelTaint,

        FindingIds.Service.LatencyLoad,
        FindingIds.Service.LatencyCode,
        FindingIds.Service.Errors,
        FindingIds.Service.Tail,
    ];

    /// <summary>True where the text is an id of the catalogue or names a knob of the tune area.</summary>
    /// <param name="id">Any text, such as an argument of the command line.</param>
    public static bool Contains(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Known.Contains(id) || (id.StartsWith(FindingIds.Tune.Prefix, StringComparison.Ordinal) && id.Length > FindingIds.Tune.Prefix.Length);
    }

    private static HashSet<string> Known { get; } = new(All, StringComparer.Ordinal);
}

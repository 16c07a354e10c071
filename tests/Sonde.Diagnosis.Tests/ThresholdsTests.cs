using System.Globalization;
using System.Text.RegularExpressions;
using Sonde.Diagnosis.Findings;

namespace Sonde.Diagnosis.Tests;

/// <summary>The numbers that rules decide by and the numbers that the pages state are the same.</summary>
public sealed class ThresholdsTests
{
    public static TheoryData<string, double[]> NumbersOnPages => new()
    {
        {
            FindingIds.Cpu.Saturated,
            [
                Thresholds.Cpu.SaturatedBusyPercent, Thresholds.Cpu.SaturatedWaitingPerCpu, Thresholds.Cpu.SaturatedWaitingPerCpuCritical,
                Thresholds.Cpu.PressureSomePercent, Thresholds.Cpu.PressureSomePercentCritical, Thresholds.Cpu.BackgroundNicePercent,
                Thresholds.Cpu.VictimRunDelayPercent, Thresholds.Cpu.VictimMinimumRunPercent, Thresholds.Window.SustainedPercent,
            ]
        },
        {
            FindingIds.Cpu.SingleThreadBound,
            [Thresholds.Cpu.SingleThreadBusyPercent, Thresholds.Cpu.SingleThreadMachineIdlePercent, Thresholds.Cpu.SingleThreadSystemPercent]
        },
        {
            FindingIds.Cpu.HotCpuImbalance,
            [Thresholds.Cpu.HotCpuBusyPercent, Thresholds.Cpu.HotCpuOthersBusyPercent, Thresholds.Cpu.HotCpuRunDelayPercent]
        },
        {
            FindingIds.Cpu.CgroupThrottled,
            [
                Thresholds.Cpu.ThrottledPeriodsPercent, Thresholds.Cpu.ThrottledPeriodsPercentCritical, Thresholds.Cpu.ThrottledMinimumPeriods,
                Thresholds.Cpu.ThrottledTimePercent,
            ]
        },
        { FindingIds.Cpu.Steal, [Thresholds.Cpu.StealPercent, Thresholds.Cpu.StealPercentCritical, Thresholds.Cpu.StealMinimumDemandPercent] },
        { FindingIds.Cpu.SoftirqLoad, [Thresholds.Cpu.SoftirqPercent, Thresholds.Cpu.SoftirqOneCpuPercent] },
        {
            FindingIds.Cpu.IrqImbalance,
            [Thresholds.Cpu.IrqImbalanceSharePercent, Thresholds.Cpu.IrqImbalanceMinimumPerSecond, Thresholds.Cpu.IrqImbalanceCpuPercent]
        },
        {
            FindingIds.Cpu.ContextSwitchStorm,
            [Thresholds.Cpu.ContextSwitchesPerCpuPerSecond, Thresholds.Cpu.ContextSwitchesPerCpuPerSecondCritical, Thresholds.Cpu.StormSystemPercent]
        },
        { FindingIds.Cpu.MigrationStorm, [Thresholds.Cpu.MigrationsPerCpuPerSecond, Thresholds.Cpu.MigrationsPerSwitchPercent] },
        { FindingIds.Cpu.SyscallStorm, [Thresholds.Cpu.SyscallsPerCpuPerSecond, Thresholds.Cpu.StormSystemPercent] },
        {
            FindingIds.Cpu.ForkStorm,
            [Thresholds.Cpu.ForksPerCpuPerSecond, Thresholds.Cpu.ForksPerCpuPerSecondCritical, Thresholds.Cpu.ForksPerCpuPerSecondAlone, Thresholds.Cpu.StormSystemPercent]
        },
        {
            FindingIds.Cpu.RunQueueLatency,
            [Thresholds.Cpu.RunQueueLatencyMilliseconds, Thresholds.Cpu.RunQueueLatencyMillisecondsCritical, Thresholds.Cpu.RunQueueLatencyMinimumWaits]
        },
        { FindingIds.Cpu.RealtimeStarvation, [Thresholds.Cpu.RealtimeBusyPercent] },
        {
            FindingIds.Cpu.FrequencyCapped,
            [Thresholds.Cpu.FrequencyCappedPercent, Thresholds.Cpu.FrequencyMinimumBusyPercent, Thresholds.Cpu.ThermalThrottlesPerSecond]
        },
        { FindingIds.Cpu.MemoryBound, [Thresholds.Cpu.MemoryBoundPercent, Thresholds.Cpu.PipelineMinimumBusyPercent] },
        { FindingIds.Cpu.BranchMispredicts, [Thresholds.Cpu.BadSpeculationPercent, Thresholds.Cpu.BranchMissPercent] },
        { FindingIds.Cpu.FalseSharing, [Thresholds.Cpu.ModifiedHitPercent] },
        { FindingIds.Cpu.LoadIsIo, [Thresholds.Cpu.LoadPerCpu, Thresholds.Cpu.LoadIsIoBlockedPercent, Thresholds.Cpu.LoadIsIoIdlePercent] },
        {
            FindingIds.Memory.Pressure,
            [
                Thresholds.Memory.AvailablePercent, Thresholds.Memory.AvailablePercentCritical, Thresholds.Memory.PressureSomePercent,
                Thresholds.Memory.PressureSomePercentCritical, Thresholds.Memory.PressureFullPercent, Thresholds.Memory.PressureFullPercentCritical,
            ]
        },
        {
            FindingIds.Memory.SwapThrash,
            [Thresholds.Memory.SwapPagesPerSecond, Thresholds.Memory.SwapPagesPerSecondCritical, Thresholds.Memory.PressureBackingPercent]
        },
        {
            FindingIds.Memory.CgroupLimit,
            [Thresholds.Memory.CgroupUsedPercent, Thresholds.Memory.CgroupUsedPercentCritical, Thresholds.Memory.CgroupLimitHitsPerSecond]
        },
        {
            FindingIds.Memory.Leak,
            [Thresholds.Memory.LeakBytesPerSecond / Mebibyte, Thresholds.Memory.LeakRisingSamplesPercent, Thresholds.Memory.LeakMinimumAgeSeconds]
        },
        { FindingIds.Memory.SlabGrowth, [Thresholds.Memory.SlabGrowthBytesPerSecond / Mebibyte, Thresholds.Memory.SlabUnreclaimablePercent] },
        {
            FindingIds.Memory.PageCacheThrash,
            [Thresholds.Memory.RefaultPagesPerSecond, Thresholds.Memory.RefaultSharePercent, Thresholds.Memory.PressureBackingPercent]
        },
        {
            FindingIds.Memory.MajorFaults,
            [Thresholds.Memory.MajorFaultsPerSecond, Thresholds.Memory.MajorFaultsPerProcessPerSecond, Thresholds.Disk.PressureSomePercent]
        },
        {
            FindingIds.Memory.DirectReclaim,
            [Thresholds.Memory.DirectReclaimScanPagesPerSecond, Thresholds.Memory.AllocationStallsPerSecond, Thresholds.Memory.PressureBackingPercent]
        },
        { FindingIds.Memory.CompactionStall, [Thresholds.Memory.CompactionStallsPerSecond, Thresholds.Memory.PressureBackingPercent] },
        { FindingIds.Memory.NumaRemote, [Thresholds.Memory.NumaMissPercent, Thresholds.Memory.NumaMinimumPagesPerSecond] },
        { FindingIds.Memory.NumaImbalance, [Thresholds.Memory.NumaNodeFreePercent, Thresholds.Memory.NumaOtherNodeFreePercent] },
        {
            FindingIds.Memory.HugePagesIdle,
            [
                Thresholds.Memory.HugePagesIdlePercent, Thresholds.Memory.HugePagesIdleBytes / Mebibyte,
                Thresholds.Memory.HugePagesIdleAvailablePercent,
            ]
        },
        {
            FindingIds.Memory.DirtyBacklog,
            [
                Thresholds.Memory.DirtyOfThresholdPercent, Thresholds.Memory.DirtyOfThresholdPercentCritical,
                Thresholds.Memory.DirtyMinimumBytes / Mebibyte, Thresholds.Memory.DirtyDrainSeconds, Thresholds.Disk.PressureSomePercent,
            ]
        },
        { FindingIds.Memory.OvercommitLimit, [Thresholds.Memory.CommittedPercent, Thresholds.Memory.CommittedPercentCritical] },
        {
            FindingIds.Memory.ShmGrowth,
            [Thresholds.Memory.ShmemGrowthBytesPerSecond / Mebibyte, Thresholds.Memory.ShmemPercent]
        },
        {
            FindingIds.Disk.Saturated,
            [
                Thresholds.Disk.UtilizationPercent, Thresholds.Disk.RotationalDisk.QueueLength, Thresholds.Disk.RotationalDisk.QueueLengthCritical,
                Thresholds.Disk.SolidStateDisk.QueueLength, Thresholds.Disk.SolidStateDisk.QueueLengthCritical, Thresholds.Disk.NvmeDisk.QueueLength,
                Thresholds.Disk.NvmeDisk.QueueLengthCritical, Thresholds.Disk.VirtualDisk.QueueLength, Thresholds.Disk.VirtualDisk.QueueLengthCritical,
                Thresholds.Disk.PressureSomePercent, Thresholds.Disk.PressureSomePercentCritical, Thresholds.Disk.PressureFullPercentCritical,
                Thresholds.Disk.MinimumRequests, Thresholds.Disk.BackgroundWritePercent, Thresholds.Disk.VictimWaitPercent,
            ]
        },
        {
            FindingIds.Disk.SlowDevice,
            [
                Thresholds.Disk.RotationalDisk.AwaitMilliseconds, Thresholds.Disk.RotationalDisk.AwaitMillisecondsCritical,
                Thresholds.Disk.SolidStateDisk.AwaitMilliseconds, Thresholds.Disk.SolidStateDisk.AwaitMillisecondsCritical,
                Thresholds.Disk.NvmeDisk.AwaitMilliseconds, Thresholds.Disk.NvmeDisk.AwaitMillisecondsCritical,
                Thresholds.Disk.VirtualDisk.AwaitMilliseconds, Thresholds.Disk.VirtualDisk.AwaitMillisecondsCritical, Thresholds.Disk.MinimumRequests,
            ]
        },
        { FindingIds.Disk.QueueCongestion, [Thresholds.Disk.QueueOfLimitPercent, Thresholds.Disk.QueueOfLimitPercentCritical] },
        {
            FindingIds.Disk.FsyncStall,
            [
                Thresholds.Disk.NvmeDisk.FlushMilliseconds, Thresholds.Disk.SolidStateDisk.FlushMilliseconds,
                Thresholds.Disk.VirtualDisk.FlushMilliseconds, Thresholds.Disk.RotationalDisk.FlushMilliseconds, Thresholds.Disk.FlushesPerSecond,
                Thresholds.Disk.FlushBusyPercent, Thresholds.Disk.FlushBusyMinimumPerSecond, Thresholds.Disk.PressureSomePercent,
            ]
        },
        {
            FindingIds.Disk.WritebackStorm,
            [Thresholds.Disk.WritebackBytesPerSecond / Mebibyte, Thresholds.Disk.WritebackSharePercent, Thresholds.Disk.UtilizationPercent]
        },
        {
            FindingIds.Disk.SmallRandomIo,
            [
                Thresholds.Disk.SmallRequestBytes / 1024, Thresholds.Disk.RandomMergedPercent, Thresholds.Disk.RotationalDisk.SmallRequestsPerSecond,
                Thresholds.Disk.VirtualDisk.SmallRequestsPerSecond, Thresholds.Disk.SolidStateDisk.SmallRequestsPerSecond,
                Thresholds.Disk.NvmeDisk.SmallRequestsPerSecond,
            ]
        },
        {
            FindingIds.Disk.ReadAmplification,
            [Thresholds.Disk.ReadAmplificationFactor, Thresholds.Disk.ReadAmplificationBytesPerSecond / Mebibyte]
        },
        {
            FindingIds.Disk.CgroupThrottled,
            [Thresholds.Disk.CgroupRateOfLimitPercent, Thresholds.Disk.CgroupPressurePercent, Thresholds.Disk.CgroupDeviceUtilizationPercent]
        },
        { FindingIds.Disk.SchedulerMismatch, [Thresholds.Disk.SchedulerHeavyRequestsPerSecond, Thresholds.Disk.MinimumRequests] },
        {
            FindingIds.FileSystem.Full,
            [
                Thresholds.FileSystem.UsedPercent, Thresholds.FileSystem.UsedPercentCritical, Thresholds.FileSystem.FreeBytes / Gibibyte,
                Thresholds.FileSystem.FreeBytesCritical / Gibibyte, Thresholds.FileSystem.FullWithinSeconds,
                Thresholds.FileSystem.FillBytesPerSecond / Mebibyte,
            ]
        },
        { FindingIds.FileSystem.InodesFull, [Thresholds.FileSystem.InodesUsedPercent, Thresholds.FileSystem.InodesUsedPercentCritical] },
        { FindingIds.FileSystem.StaleMount, [Thresholds.FileSystem.AnswerTimeoutMilliseconds / 1000] },
        { FindingIds.FileSystem.DentryChurn, [Thresholds.FileSystem.DentriesPerCpuPerSecond, Thresholds.Cpu.StormSystemPercent] },
        { FindingIds.FileSystem.OpenStorm, [Thresholds.FileSystem.OpensPerCpuPerSecond, Thresholds.Cpu.StormSystemPercent] },
        {
            FindingIds.Net.Retransmits,
            [
                Thresholds.Net.RetransmitPercent, Thresholds.Net.RetransmitPercentCritical, Thresholds.Net.RetransmitMinimumSegments,
                Thresholds.Net.RetransmitMinimumPerSecond,
            ]
        },
        { FindingIds.Net.ListenOverflow, [Thresholds.Net.ListenOverflowsPerSecond, Thresholds.Net.ListenOverflowsPerSecondCritical] },
        { FindingIds.Net.SynBacklog, [Thresholds.Net.SynBacklogPerSecond, Thresholds.Net.SynDropsPerSecondCritical] },
        { FindingIds.Net.ReceiveDrops, [Thresholds.Net.DropsPerSecond, Thresholds.Net.DropPercent, Thresholds.Net.DropPercentCritical] },
        { FindingIds.Net.TransmitDrops, [Thresholds.Net.DropsPerSecond, Thresholds.Net.DropPercent, Thresholds.Net.DropPercentCritical] },
        { FindingIds.Net.SoftnetDrops, [Thresholds.Net.SoftnetDropsPerSecond, Thresholds.Net.DropPercentCritical] },
        { FindingIds.Net.SoftnetSqueeze, [Thresholds.Net.SoftnetSqueezesPerCpuPerSecond, Thresholds.Cpu.SoftirqOneCpuPercent] },
        { FindingIds.Net.InterfaceErrors, [Thresholds.Net.InterfaceErrorsPerSecond, Thresholds.Net.InterfaceErrorPercentCritical] },
        { FindingIds.Net.InterfaceSaturated, [Thresholds.Net.InterfaceUtilizationPercent, Thresholds.Net.InterfaceQueueMilliseconds] },
        { FindingIds.Net.UdpBufferErrors, [Thresholds.Net.UdpBufferErrorsPerSecond, Thresholds.Net.UdpBufferErrorPercentCritical] },
        { FindingIds.Net.PortExhaustion, [Thresholds.Net.PortsUsedPercent, Thresholds.Net.PortsUsedPercentCritical] },
        {
            FindingIds.Net.TimeWaitBuildup,
            [Thresholds.Net.TimeWaitMinimum, Thresholds.Net.TimeWaitOfPortsPercent, Thresholds.Net.TimeWaitOfBucketsPercent]
        },
        { FindingIds.Net.CloseWaitLeak, [Thresholds.Net.CloseWaitSockets, Thresholds.Net.CloseWaitSocketsCritical] },
        { FindingIds.Net.ConntrackFull, [Thresholds.Net.ConntrackPercent, Thresholds.Net.ConntrackPercentCritical] },
        {
            FindingIds.Net.RttInflation,
            [Thresholds.Net.RttInflationFactor, Thresholds.Net.RttInflationMilliseconds, Thresholds.Net.RttInflationMinimumSockets]
        },
        { FindingIds.Net.ZeroWindow, [Thresholds.Net.ZeroWindowsPerSecond, Thresholds.Net.ReceiveWindowLimitedPercent] },
        { FindingIds.Net.ConnectionRefused, [Thresholds.Net.ConnectionFailuresPerSecond, Thresholds.Net.ConnectionFailurePercent] },
        {
            FindingIds.Net.ConnectionStorm,
            [Thresholds.Net.ConnectionsPerCpuPerSecond, Thresholds.Net.ConnectionStormSegments, Thresholds.Cpu.StormSystemPercent]
        },
        { FindingIds.Net.TcpMemoryPressure, [Thresholds.Net.TcpMemoryOfPressurePercent, Thresholds.Net.TcpMemoryOfMaximumPercent] },
        { FindingIds.Net.PacketDrops, [Thresholds.Net.PacketDropsPerSecond] },
        { FindingIds.Net.DnsSlow, [Thresholds.Net.DnsMilliseconds, Thresholds.Net.DnsMillisecondsCritical / 1000, Thresholds.Net.DnsMinimumLookups] },
        { FindingIds.Task.Blocked, [Thresholds.Task.BlockedSeconds, Thresholds.Task.BlockedTasksCritical] },
        { FindingIds.Task.Zombies, [Thresholds.Task.Zombies, Thresholds.Task.ZombiesCritical] },
        { FindingIds.Task.ThreadExplosion, [Thresholds.Task.Threads, Thresholds.Task.GrowingThreads, Thresholds.Task.ThreadGrowthPerSecond] },
        { FindingIds.Task.FdLimit, [Thresholds.Task.DescriptorsPercent, Thresholds.Task.DescriptorsPercentCritical] },
        { FindingIds.Task.LockContention, [Thresholds.Task.LockWaitPercent, Thresholds.Task.LockWaitsPerSecond] },
        { FindingIds.Task.SleepingOnIo, [Thresholds.Task.IoSleepPercent] },
        { FindingIds.Task.PidLimit, [Thresholds.Task.TasksPercent, Thresholds.Task.TasksPercentCritical] },
        { FindingIds.System.FdLimit, [Thresholds.System.FilesPercent, Thresholds.System.FilesPercentCritical] },
        { FindingIds.System.InotifyLimit, [Thresholds.System.InotifyPercent, Thresholds.System.InotifyPercentCritical] },
        { FindingIds.System.AioLimit, [Thresholds.System.AioPercent, Thresholds.System.AioPercentCritical] },
        {
            FindingIds.Service.LatencyLoad,
            [Thresholds.Service.MoreLoadPercent, Thresholds.Service.SlowerPercent, Thresholds.Service.MinimumRequests]
        },
        {
            FindingIds.Service.LatencyCode,
            [Thresholds.Service.SameLoadPercent, Thresholds.Service.SlowerPercent, Thresholds.Service.MinimumRequests]
        },
        { FindingIds.Service.Errors, [Thresholds.Service.ErrorPercent, Thresholds.Service.ErrorPercentCritical, Thresholds.Service.MinimumRequests] },
        {
            FindingIds.Service.Tail,
            [Thresholds.Service.TailFactor, Thresholds.Service.TailMilliseconds, Thresholds.Service.MinimumRequestsForTail]
        },
    };

    private const double Mebibyte = 1024 * 1024;
    private const double Gibibyte = 1024 * Mebibyte;

    [Theory]
    [MemberData(nameof(NumbersOnPages))]
    public void Page_states_the_numbers_that_the_rule_decides_by(string id, double[] numbers)
    {
        string page = Explanations.TryGet(id) ?? "";
        string detection = page.Split("## How Sonde detects it", 2)[1].Split("\n## ", 2)[0];
        foreach (double number in numbers)
        {
            string text = number.ToString("#,0.##", CultureInfo.InvariantCulture);
            Assert.True(
                Regex.IsMatch(detection, $@"(?<![\d.,]){Regex.Escape(text)}(?![\d]|[.,]\d)", RegexOptions.None, TimeSpan.FromSeconds(5)),
                $"docs/findings/{id}.md does not say {text} under 'How Sonde detects it'");
        }
    }
}

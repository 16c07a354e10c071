using Sonde.Proc.Cpu;
using Sonde.Proc.Disk;
using Sonde.Proc.Kernel;
using Sonde.Proc.Memory;
using Sonde.Proc.Network;
using Sonde.Proc.Pressure;

namespace Sonde.Proc.Tests;

/// <summary>Every system-wide snapshot with the file it reads, for the tests that hold for all of them.</summary>
internal static class SystemSnapshots
{
    public static IEnumerable<(string Path, KernelSnapshot Snapshot)> All()
    {
        yield return (ProcStat.Path, new ProcStat());
        yield return (LoadAverage.Path, new LoadAverage());
        yield return (Uptime.Path, new Uptime());
        yield return (MemoryInformation.Path, new MemoryInformation());
        yield return (VirtualMemoryStatistics.Path, new VirtualMemoryStatistics());
        yield return (SwapAreas.Path, new SwapAreas());
        yield return (DiskStatistics.Path, new DiskStatistics());
        yield return (MountTable.Path, new MountTable());
        yield return (PressureStall.CpuPath, new PressureStall());
        yield return (PressureStall.MemoryPath, new PressureStall());
        yield return (PressureStall.IoPath, new PressureStall());
        yield return (PressureStall.IrqPath, new PressureStall());
        yield return (NetworkDeviceStatistics.Path, new NetworkDeviceStatistics());
        yield return (ProtocolCounters.SnmpPath, new ProtocolCounters());
        yield return (ProtocolCounters.NetstatPath, new ProtocolCounters());
        yield return (ProtocolCounters.Snmp6Path, new ProtocolCounters());
        yield return (SocketUsage.Path, new SocketUsage());
        yield return (SocketUsage.Path6, new SocketUsage());
        yield return (SoftnetStatistics.Path, new SoftnetStatistics());
        yield return (InterruptTable.Path, new InterruptTable());
        yield return (InterruptTable.SoftInterruptsPath, new InterruptTable());
        yield return (SchedulerStatistics.Path, new SchedulerStatistics());
        yield return (SlabInformation.Path, new SlabInformation());
        yield return (ZoneInformation.Path, new ZoneInformation());
        yield return (BuddyInformation.Path, new BuddyInformation());
        yield return (Partitions.Path, new Partitions());
        yield return (NeighborStatistics.ArpPath, new NeighborStatistics());
        yield return (NeighborStatistics.NdiscPath, new NeighborStatistics());
        yield return (ConnectionTracking.Path, new ConnectionTracking());
        yield return (KernelCommandLine.Path, new KernelCommandLine());
        yield return (CpuInformation.Path, new CpuInformation());
        yield return (FileHandles.Path, new FileHandles());
    }
}

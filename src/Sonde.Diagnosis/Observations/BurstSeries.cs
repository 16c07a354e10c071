using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Proc.Disk;
using Sonde.Proc.Memory;

namespace Sonde.Diagnosis.Observations;

/// <summary>What happened between the sub-second samples inside a window.</summary>
public sealed class BurstSeries
{
    private readonly CpuUsage _cpu = new();
    private readonly DiskActivity _disks = new();
    private readonly InterfaceActivity _interfaces = new();
    private readonly Dictionary<string, DeviceBursts> _diskBursts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InterfaceBursts> _interfaceBursts = new(StringComparer.Ordinal);
    private readonly bool _countsItself;

    /// <summary>Creates empty series.</summary>
    /// <param name="countsItself">True on a live machine, where the sampling task itself is one of the running ones.</param>
    public BurstSeries(bool countsItself) => _countsItself = countsItself;

    /// <summary>Busy share of all CPUs, percent.</summary>
    public Series CpuBusyPercent { get; } = new();

    /// <summary>Busy share of the busiest CPU, percent.</summary>
    public Series BusiestCpuPercent { get; } = new();

    /// <summary>Runnable tasks, running ones included, without Sonde itself: vmstat's r.</summary>
    public Series RunnableTasks { get; } = new();

    /// <summary>Tasks waiting for block I/O: vmstat's b.</summary>
    public Series BlockedTasks { get; } = new();

    /// <summary>Some task waited for a CPU.</summary>
    public PressureSeries CpuSome { get; } = new();

    /// <summary>Some task waited for memory.</summary>
    public PressureSeries MemorySome { get; } = new();

    /// <summary>All tasks waited for memory.</summary>
    public PressureSeries MemoryFull { get; } = new();

    /// <summary>Some task waited for I/O.</summary>
    public PressureSeries IoSome { get; } = new();

    /// <summary>All tasks waited for I/O.</summary>
    public PressureSeries IoFull { get; } = new();

    /// <summary>MemAvailable, KiB.</summary>
    public Series AvailableKibibytes { get; } = new();

    /// <summary>Dirty pages not yet under writeback, KiB.</summary>
    public Series DirtyKibibytes { get; } = new();

    /// <summary>Pages under writeback, KiB.</summary>
    public Series WritebackKibibytes { get; } = new();

    /// <summary>Shared memory and tmpfs, KiB.</summary>
    public Series ShmemKibibytes { get; } = new();

    /// <summary>Kernel objects that cannot be reclaimed, KiB.</summary>
    public Series UnreclaimableSlabKibibytes { get; } = new();

    /// <summary>Pages swapped in and out per second.</summary>
    public Series SwapPagesPerSecond { get; } = new();

    /// <summary>Pages per second that allocating tasks scanned to free memory.</summary>
    public Series DirectScanPagesPerSecond { get; } = new();

    /// <summary>Allocations per second that had to wait for compaction.</summary>
    public Series CompactionStallsPerSecond { get; } = new();

    /// <summary>File pages per second that were read again soon after they were dropped.</summary>
    public Series FileRefaultsPerSecond { get; } = new();

    /// <summary>Page faults per second that had to read from storage.</summary>
    public Series MajorFaultsPerSecond { get; } = new();

    /// <summary>Context switches per second.</summary>
    public Series ContextSwitchesPerSecond { get; } = new();

    /// <summary>Forks and thread creations per second.</summary>
    public Series ForksPerSecond { get; } = new();

    /// <summary>The block devices, by name.</summary>
    public IReadOnlyDictionary<string, DeviceBursts> Disks => _diskBursts;

    /// <summary>The network interfaces, by name.</summary>
    public IReadOnlyDictionary<string, InterfaceBursts> Interfaces => _interfaceBursts;

    /// <summary>Adds the state at a sample that needs no earlier one.</summary>
    public void AddState(SystemSample sample)
    {
        if (sample.Cpu.IsAvailable)
        {
            RunnableTasks.Add(Math.Max(0, (double)sample.Cpu.ProcessesRunning - (_countsItself ? 1 : 0)));
            BlockedTasks.Add(sample.Cpu.ProcessesBlocked);
        }

        // A recorded tree without /proc/uptime is at no time.
        if (sample.SinceBoot > TimeSpan.Zero)
            AddPressure(sample);
        AddMemory(sample);
        AddInFlight(sample);
    }

    /// <summary>Adds what happened between two neighbouring samples.</summary>
    public void AddInterval(in SystemInterval interval)
    {
        if (!(interval.Seconds > 0))
            return;
        _cpu.Update(interval);
        CpuBusyPercent.Add(_cpu.All.Busy);
        BusiestCpuPercent.Add(_cpu.Cpus.Where(c => c.IsKnown).Select(c => c.Busy).DefaultIfEmpty(double.NaN).Max());
        if (interval.Earlier.Cpu.IsAvailable && interval.Later.Cpu.IsAvailable)
        {
            ContextSwitchesPerSecond.Add(Counter.Growth(interval.Earlier.Cpu.ContextSwitches, interval.Later.Cpu.ContextSwitches) / interval.Seconds);
            ForksPerSecond.Add(Counter.Growth(interval.Earlier.Cpu.Forks, interval.Later.Cpu.Forks) / interval.Seconds);
        }

        AddPaging(interval.Earlier.VirtualMemory, interval.Later.VirtualMemory, interval.Seconds);
        _disks.Update(interval);
        foreach (DiskRates disk in _disks.Devices)
        {
            DeviceBursts bursts = Get(_diskBursts, disk.Name);
            bursts.UtilizationPercent.Add(disk.UtilizationPercent);
            bursts.QueueSize.Add(disk.QueueSize);
            bursts.KibibytesPerSecond.Add(disk.KibibytesPerSecond);
        }

        _interfaces.Update(interval);
        for (int i = 0; i < _interfaces.Count; i++)
        {
            InterfaceBursts bursts = Get(_interfaceBursts, _interfaces[i].Name);
            bursts.ReceiveKibibytesPerSecond.Add(_interfaces[i].ReceiveKibibytesPerSecond);
            bursts.TransmitKibibytesPerSecond.Add(_interfaces[i].TransmitKibibytesPerSecond);
            bursts.ReceiveDropsPerSecond.Add(_interfaces[i].ReceiveDropsPerSecond);
            bursts.TransmitDropsPerSecond.Add(_interfaces[i].TransmitDropsPerSecond);
            bursts.ErrorsPerSecond.Add(_interfaces[i].ReceiveErrorsPerSecond + _interfaces[i].TransmitErrorsPerSecond);
        }
    }

    private void AddPaging(VirtualMemoryStatistics earlier, VirtualMemoryStatistics later, double seconds)
    {
        SwapPagesPerSecond.Add((Counter.Growth(earlier.PagesSwappedIn, later.PagesSwappedIn) + Counter.Growth(earlier.PagesSwappedOut, later.PagesSwappedOut)) / seconds);
        DirectScanPagesPerSecond.Add(Counter.Growth(earlier.PagesScannedDirect, later.PagesScannedDirect) / seconds);
        CompactionStallsPerSecond.Add(Counter.Growth(earlier.CompactionStalls, later.CompactionStalls) / seconds);
        FileRefaultsPerSecond.Add(Counter.Growth(earlier.RefaultsFile, later.RefaultsFile) / seconds);
        MajorFaultsPerSecond.Add(Counter.Growth(earlier.MajorPageFaults, later.MajorPageFaults) / seconds);
    }

    private void AddPressure(SystemSample sample)
    {
        double seconds = sample.SinceBoot.TotalSeconds;
        if (sample.CpuPressure.IsAvailable)
            CpuSome.Add(seconds, sample.CpuPressure.Some.TotalMicroseconds);
        if (sample.MemoryPressure.IsAvailable)
        {
            MemorySome.Add(seconds, sample.MemoryPressure.Some.TotalMicroseconds);
            MemoryFull.Add(seconds, sample.MemoryPressure.Full?.TotalMicroseconds ?? 0);
        }

        if (sample.IoPressure.IsAvailable)
        {
            IoSome.Add(seconds, sample.IoPressure.Some.TotalMicroseconds);
            IoFull.Add(seconds, sample.IoPressure.Full?.TotalMicroseconds ?? 0);
        }
    }

    private void AddMemory(SystemSample sample)
    {
        if (!sample.Memory.IsAvailable)
            return;
        AvailableKibibytes.Add(sample.Memory.MemAvailableKibibytes ?? double.NaN);
        DirtyKibibytes.Add(sample.Memory.DirtyKibibytes ?? double.NaN);
        WritebackKibibytes.Add(sample.Memory.WritebackKibibytes ?? double.NaN);
        ShmemKibibytes.Add(sample.Memory.ShmemKibibytes ?? double.NaN);
        UnreclaimableSlabKibibytes.Add(sample.Memory.SUnreclaimKibibytes ?? double.NaN);
    }

    private void AddInFlight(SystemSample sample)
    {
        if (!sample.Disks.IsAvailable)
            return;
        foreach (ref readonly DiskCounters disk in sample.Disks.Devices)
            Get(_diskBursts, disk.Name).InFlight.Add(disk.InFlight);
    }

    private static T Get<T>(Dictionary<string, T> all, string name)
        where T : new()
    {
        if (!all.TryGetValue(name, out T? one))
            all.Add(name, one = new T());
        return one;
    }
}

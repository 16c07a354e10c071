using Sonde.Linux;
using Sonde.Proc;
using Sonde.Proc.Cpu;
using Sonde.Proc.Network;

namespace Sonde.Metrics.Sampling;

/// <summary>Fills samples from one machine or one recorded tree, keeping the descriptors of all files it has read. Not safe for concurrent use.</summary>
public sealed class SystemReader : IDisposable
{
    // Beyond, a recorded tree is garbage.
    private static readonly TimeSpan LargestUptime = TimeSpan.FromDays(36_525);

    private readonly LinuxRoot _root;
    private readonly Dictionary<string, KernelFile> _files = new(StringComparer.Ordinal);
    private readonly Uptime _uptime = new();
    private readonly ProcStat _bootTime = new();

    /// <summary>Reads from <paramref name="root"/>.</summary>
    public SystemReader(LinuxRoot root) => _root = root;

    /// <summary>Replaces <paramref name="sample"/> by the present state of <paramref name="parts"/>.</summary>
    /// <exception cref="LinuxException">The machine's clock cannot be read.</exception>
    public void Read(SystemSample sample, SampleParts parts)
    {
        TimeSpan before = _root.IsLive ? Clock.SinceBoot : RecordedUptime();
        sample.Parts = parts;
        sample.IsTaken = true;
        Load(sample.Cpu, SampleParts.Cpu, parts, "/proc/stat", 16384);
        Load(sample.CpuPressure, SampleParts.Pressure, parts, "/proc/pressure/cpu", 512);
        Load(sample.MemoryPressure, SampleParts.Pressure, parts, "/proc/pressure/memory", 512);
        Load(sample.IoPressure, SampleParts.Pressure, parts, "/proc/pressure/io", 512);
        Load(sample.Disks, SampleParts.Disks, parts, "/proc/diskstats", 16384);
        Load(sample.Interfaces, SampleParts.Interfaces, parts, "/proc/net/dev", 8192);
        Load(sample.Load, SampleParts.Load, parts, "/proc/loadavg", 256);
        Load(sample.Memory, SampleParts.Memory, parts, "/proc/meminfo", 8192);
        Load(sample.VirtualMemory, SampleParts.VirtualMemory, parts, "/proc/vmstat", 16384);
        if ((parts & SampleParts.Protocols) != SampleParts.None)
            sample.Protocols.Load(File(ProtocolCounters.SnmpPath, 8192), File(ProtocolCounters.NetstatPath, 16384), File(ProtocolCounters.Snmp6Path, 16384));
        if ((parts & SampleParts.Sockets) != SampleParts.None)
            sample.Sockets.Load(File(SocketUsage.Path, 1024), File(SocketUsage.Path6, 1024));
        Load(sample.Softnet, SampleParts.Softnet, parts, "/proc/net/softnet_stat", 4096);
        Load(sample.Interrupts, SampleParts.Interrupts, parts, InterruptTable.Path, 32768);
        Load(sample.SoftInterrupts, SampleParts.SoftInterrupts, parts, InterruptTable.SoftInterruptsPath, 4096);
        Load(sample.Scheduler, SampleParts.Scheduler, parts, SchedulerStatistics.Path, 16384);
        Load(sample.FileHandles, SampleParts.FileHandles, parts, "/proc/sys/fs/file-nr", 256);
        Load(sample.Swap, SampleParts.Swap, parts, "/proc/swaps", 1024);
        TimeSpan after = _root.IsLive ? Clock.SinceBoot : before;
        sample.SinceBoot = before + ((after - before) / 2);
        ProcStat? stat = sample.Has(SampleParts.Cpu) ? sample.Cpu : _root.IsLive ? null : RecordedStat();
        if (stat is { IsAvailable: false })
            stat = null;
        sample.ForksSinceBoot = stat?.Forks;
        sample.Wall = _root.IsLive ? Clock.Wall : RecordedWall(stat, sample.SinceBoot);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (KernelFile file in _files.Values)
            file.Dispose();
    }

    private TimeSpan RecordedUptime()
    {
        _uptime.Load(File(Uptime.Path, 128));
        return _uptime.IsAvailable ? _uptime.SinceBoot : TimeSpan.Zero;
    }

    private ProcStat RecordedStat()
    {
        _bootTime.Load(File(ProcStat.Path, 16384));
        return _bootTime;
    }

    // A recorded tree has no clock, but its boot time and uptime say when it was recorded, to the second.
    private static DateTimeOffset RecordedWall(ProcStat? stat, TimeSpan sinceBoot) =>
        stat?.BootTime is { } bootTime && sinceBoot > TimeSpan.Zero && sinceBoot < LargestUptime ? bootTime + sinceBoot : default;

    private void Load(KernelSnapshot snapshot, SampleParts part, SampleParts wanted, string path, int expectedBytes)
    {
        if ((wanted & part) != SampleParts.None)
            snapshot.Load(File(path, expectedBytes));
    }

    private KernelFile File(string path, int expectedBytes)
    {
        if (!_files.TryGetValue(path, out KernelFile? file))
            _files.Add(path, file = new KernelFile(_root, path, expectedBytes));
        return file;
    }
}

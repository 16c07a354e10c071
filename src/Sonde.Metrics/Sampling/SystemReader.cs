using Sonde.Linux;
using Sonde.Proc;
using Sonde.Proc.Cpu;
using Sonde.Proc.Network;

namespace Sonde.Metrics.Sampling;

/// <summary>Fills samples from one machine or one recorded tree, keeping the descriptors of all files it has read. Not safe for concurrent use.</summary>
public sealed class SystemReader : IDisposable
{
    private readonly LinuxRoot _root;
    private readonly Dictionary<string, KernelFile> _files = new(StringComparer.Ordinal);
    private readonly Uptime _uptime = new();

    /// <summary>Reads from <paramref name="root"/>.</summary>
    public SystemReader(LinuxRoot root) => _root = root;

    /// <summary>Replaces <paramref name="sample"/> by the present state of <paramref name="parts"/>.</summary>
    /// <exception cref="LinuxException">The machine's clock cannot be read.</exception>
    public void Read(SystemSample sample, SampleParts parts)
    {
        TimeSpan before = _root.IsLive ? Clock.SinceBoot : RecordedUptime();
        sample.Parts = parts;
        sample.Wall = _root.IsLive ? Clock.Wall : default;
        Load(sample.Cpu, SampleParts.Cpu, parts, "/proc/stat", 16384);
        Load(sample.CpuPressure, SampleParts.Pressure, parts, "/proc/pressure/cpu", 512);
        Load(sample.MemoryPressure, SampleParts.Pressure, parts, "/proc/pressure/memory", 512);
        Load(sample.IoPressure, SampleParts.Pressure, parts, "/proc/pressure/io", 512);
        Load(sample.Disks, SampleParts.Disks, parts, "/proc/diskstats", 16384);
        Load(sample.Interfaces, SampleParts.Interfaces, parts, "/proc/net/dev", 8192);
        Load(sample.Load, SampleParts.Load, parts, "/proc/loadavg", 256);
        Load(sample.Memory, SampleParts.Memory, parts, "/proc/meminfo", 8192);
        Load(sample.VirtualMemory, SampleParts.VirtualMemory, parts, "/proc/vmstat", 16384);
        if ((parts & SampleParts.Protocols) != 0)
            sample.Protocols.Load(File(ProtocolCounters.SnmpPath, 8192), File(ProtocolCounters.NetstatPath, 16384), File(ProtocolCounters.Snmp6Path, 16384));
        if ((parts & SampleParts.Sockets) != 0)
            sample.Sockets.Load(File(SocketUsage.Path, 1024), File(SocketUsage.Path6, 1024));
        Load(sample.Softnet, SampleParts.Softnet, parts, "/proc/net/softnet_stat", 4096);
        Load(sample.FileHandles, SampleParts.FileHandles, parts, "/proc/sys/fs/file-nr", 256);
        Load(sample.Swap, SampleParts.Swap, parts, "/proc/swaps", 1024);
        TimeSpan after = _root.IsLive ? Clock.SinceBoot : before;
        sample.SinceBoot = before + ((after - before) / 2);
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

    private void Load(KernelSnapshot snapshot, SampleParts part, SampleParts wanted, string path, int expectedBytes)
    {
        if ((wanted & part) != 0)
            snapshot.Load(File(path, expectedBytes));
    }

    private KernelFile File(string path, int expectedBytes)
    {
        if (!_files.TryGetValue(path, out KernelFile? file))
            _files.Add(path, file = new KernelFile(_root, path, expectedBytes));
        return file;
    }
}

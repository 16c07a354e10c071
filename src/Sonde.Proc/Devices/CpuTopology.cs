using Sonde.Linux;

namespace Sonde.Proc.Devices;

/// <summary>
/// The CPUs of a machine: which there are, how they share cores and packages, how fast they run. Source: /sys/devices/system/cpu,
/// Documentation/ABI/testing/sysfs-devices-system-cpu.
/// </summary>
public sealed class CpuTopology
{
    private const string Path = "/sys/devices/system/cpu";

    private CpuTopology()
    {
    }

    /// <summary>Why there is nothing; null where CPUs are listed.</summary>
    public Unavailability? Unavailability { get; private set; }

    /// <summary>The CPUs that run.</summary>
    public CpuList Online { get; private set; } = CpuList.Empty;

    /// <summary>The CPUs that are plugged in, running or not.</summary>
    public CpuList Present { get; private set; } = CpuList.Empty;

    /// <summary>The CPUs that could ever be plugged in.</summary>
    public CpuList Possible { get; private set; } = CpuList.Empty;

    /// <summary>The CPUs that the scheduler leaves alone (isolcpus=).</summary>
    public CpuList Isolated { get; private set; } = CpuList.Empty;

    /// <summary>The CPUs without a periodic tick (nohz_full=).</summary>
    public CpuList NoTick { get; private set; } = CpuList.Empty;

    /// <summary>True where cores run more than one thread each; null where the kernel does not say.</summary>
    public bool? IsSimultaneousMultithreadingActive { get; private set; }

    /// <summary>The present CPUs, in the order of their numbers.</summary>
    public IReadOnlyList<CpuDescription> Cpus { get; private set; } = [];

    /// <summary>Packages with at least one CPU that runs; 0 where unknown.</summary>
    public int PackageCount => Cpus.Where(c => c.IsOnline && c.PackageId is not null).Select(c => c.PackageId).Distinct().Count();

    /// <summary>Cores with at least one CPU that runs; 0 where unknown.</summary>
    public int CoreCount => Cpus.Where(c => c.IsOnline && c.CoreId is not null).Select(c => (c.PackageId, c.CoreId)).Distinct().Count();

    /// <summary>Reads the topology and the frequencies of this moment.</summary>
    public static CpuTopology Read(LinuxRoot root)
    {
        CpuTopology topology = new();
        SysfsDirectory directory = new(root, Path);
        if (!directory.Exists)
        {
            topology.Unavailability = Unavailability.FromErrno(Path, Errno.NoSuchEntry);
            return topology;
        }

        topology.Online = directory.List("online") ?? CpuList.Empty;
        topology.Present = directory.List("present") ?? topology.Online;
        topology.Possible = directory.List("possible") ?? topology.Present;
        topology.Isolated = directory.List("isolated") ?? CpuList.Empty;
        topology.NoTick = directory.List("nohz_full") ?? CpuList.Empty;
        topology.IsSimultaneousMultithreadingActive = directory.Flag("smt/active");
        topology.Cpus = [.. topology.Present.Select(n => Describe(directory.Child($"cpu{n}"), n, topology.Online.Contains(n)))];
        return topology;
    }

    private static CpuDescription Describe(SysfsDirectory cpu, int number, bool isOnline)
    {
        SysfsDirectory topology = cpu.Child("topology");
        SysfsDirectory frequency = cpu.Child("cpufreq");
        SysfsDirectory throttle = cpu.Child("thermal_throttle");
        bool hasFrequency = frequency.Exists;
        bool hasThrottle = throttle.Exists;
        return new CpuDescription
        {
            Number = number,
            IsOnline = isOnline,
            CoreId = topology.Integer("core_id"),
            PackageId = topology.Integer("physical_package_id"),
            // The names before and since Linux 5.3.
            ThreadSiblings = topology.List("core_cpus_list") ?? topology.List("thread_siblings_list"),
            PackageSiblings = topology.List("package_cpus_list") ?? topology.List("core_siblings_list"),
            CurrentKilohertz = hasFrequency ? frequency.Number("scaling_cur_freq") : null,
            MinimumKilohertz = hasFrequency ? frequency.Number("scaling_min_freq") : null,
            MaximumKilohertz = hasFrequency ? frequency.Number("scaling_max_freq") : null,
            HardwareMaximumKilohertz = hasFrequency ? frequency.Number("cpuinfo_max_freq") : null,
            Governor = hasFrequency ? frequency.Text("scaling_governor") : null,
            FrequencyDriver = hasFrequency ? frequency.Text("scaling_driver") : null,
            CoreThrottleCount = hasThrottle ? throttle.Number("core_throttle_count") : null,
            PackageThrottleCount = hasThrottle ? throttle.Number("package_throttle_count") : null,
        };
    }
}

using Sonde.Diagnosis.Observations;
using Sonde.Diagnosis.Reports;
using Sonde.Metrics.Rates;

namespace Sonde.Diagnosis.Rules.Storage;

/// <summary>What several disk rules ask of one device: how much it did, who used it, who waits for it.</summary>
/// <param name="observation">The machine.</param>
/// <param name="device">The device.</param>
internal sealed class DiskLoad(Observation observation, BlockDevice device)
{
    private const double PageBytes = 4096;

    /// <summary>A look sees a task blocked by chance now and then; two looks of the usual four are half of the time.</summary>
    private const int VictimLooks = 2;

    /// <summary>The device.</summary>
    public BlockDevice Device { get; } = device;

    /// <summary>Its rates.</summary>
    public DiskRates Rates => Device.Rates;

    /// <summary>What is slow for its kind.</summary>
    public DiskLimits Limits { get; } = DiskLimits.Of(device.Kind);

    /// <summary>Requests completed in the window.</summary>
    public double Requests => Rates.RequestsPerSecond * observation.Seconds;

    /// <summary>True where the device was busy in most of the samples.</summary>
    public bool IsBusy =>
        Rates.UtilizationPercent >= Thresholds.Disk.UtilizationPercent && Proof.Sustained(Device.Bursts.UtilizationPercent, Thresholds.Disk.UtilizationPercent);

    /// <summary>True where its queue is longer than what its kind serves at once.</summary>
    public bool IsQueued => Rates.QueueSize >= Limits.QueueLength;

    /// <summary>Share of the time in which some task waited for storage, percent; NaN where the kernel has no PSI.</summary>
    public double Pressure => observation.Bursts.IoSome.Percent;

    /// <summary>True where tasks wait for storage: by pressure, or where the kernel has none by blocked tasks.</summary>
    public bool TasksWait => double.IsNaN(Pressure) ? observation.Bursts.BlockedTasks.Mean >= 1 : Pressure >= Thresholds.Disk.PressureSomePercent;

    /// <summary>True where so many wait, or for so long, that nearly nothing else gets done.</summary>
    public bool TasksWaitBadly =>
        Pressure >= Thresholds.Disk.PressureSomePercentCritical || observation.Bursts.IoFull.Percent >= Thresholds.Disk.PressureFullPercentCritical;

    /// <summary>Share of the device's written bytes that the page cache wrote out, percent; the rest is direct.</summary>
    public double BufferedPercentOfWrites
    {
        get
        {
            double written = observation.VirtualMemoryRate("nr_written") * PageBytes;
            double all = observation.Disks.Where(d => d.Kind != StorageMedium.Stacked).Sum(d => d.Rates.WriteKibibytesPerSecond) * 1024;
            return all > 0 ? Math.Min(100, written * 100 / all) : double.NaN;
        }
    }

    /// <summary>Share of the device's bytes, or of the time that requests spent in its queue, that is write-out of the page cache, percent.</summary>
    public double BackgroundPercent
    {
        get
        {
            double bytes = Share(Rates.WriteKibibytesPerSecond, Rates.ReadKibibytesPerSecond);
            double time = Share(Rates.WritesPerSecond * Known(Rates.WriteAwaitMilliseconds), Rates.ReadsPerSecond * Known(Rates.ReadAwaitMilliseconds));
            return Math.Max(bytes, time) * BufferedPercentOfWrites / 100;
        }
    }

    /// <summary>The device as a party.</summary>
    public Party Party => new(PartyKind.Device, Device.Name) { Detail = $"{Limits.Name}{(Device.MountPoints.Count > 0 ? ", mounted at " + Device.MountPoints[0] : "")}" };

    /// <summary>The processes by what they read and write, KiB per second; the device itself where none is known.</summary>
    public IReadOnlyList<Party> Users(Func<TaskRates, double> amount)
    {
        IReadOnlyList<Party> top = Parties.Top(observation.Tasks.Processes.Where(t => !t.IsKernelThread), amount, Describe);
        return [.. top, Party];
    }

    /// <summary>The processes that were blocked in storage at several looks, or by their own accounting, without <paramref name="culprits"/>.</summary>
    public IReadOnlyList<Party> Victims(IEnumerable<Party> culprits)
    {
        HashSet<int> named = [.. culprits.Select(c => c.Pid).OfType<int>()];
        List<Party> victims = [];
        foreach (TaskRates task in observation.Tasks.Processes.Where(t => !t.IsKernelThread && !named.Contains(t.Pid)))
        {
            int looks = LooksBlocked(task.Pid);
            if (looks >= VictimLooks || task.BlockIoDelayPercent >= Thresholds.Disk.VictimWaitPercent)
                victims.Add(Parties.Process(task, null, looks > 0 ? $"blocked at {looks} looks, {WaitChannel(task.Pid)}" : $"{UnitText.Percent(task.BlockIoDelayPercent)} of the time waiting for storage"));
        }

        return [.. victims.Take(Parties.LargestCount)];
    }

    /// <summary>Bytes read and written per second through storage.</summary>
    public static double ReadsAndWrites(TaskRates task) => Known(task.ReadKibibytesPerSecond) + Known(task.WriteKibibytesPerSecond);

    /// <summary>How the queue and the latency read in a sentence.</summary>
    public string Queue => $"{UnitText.Number(Rates.QueueSize)} requests in or before {Device.Name} on average, each answered after {UnitText.Milliseconds(Rates.AwaitMilliseconds)}";

    /// <summary>The pressure as evidence.</summary>
    public Evidence PressureEvidence => new("I/O pressure, some", Pressure, "percent", Thresholds.Disk.PressureSomePercent, "/proc/pressure/io");

    /// <summary>The utilization as evidence.</summary>
    public Evidence UtilizationEvidence => new("utilization", Rates.UtilizationPercent, "percent", Thresholds.Disk.UtilizationPercent, "/proc/diskstats io_ticks");

    /// <summary>The queue as evidence.</summary>
    public Evidence QueueEvidence(double? threshold) => new("queue length", Rates.QueueSize, "requests", threshold, "/proc/diskstats time_in_queue");

    /// <summary>The latency as evidence.</summary>
    public Evidence AwaitEvidence(double? threshold) => new("latency", Rates.AwaitMilliseconds, "ms", threshold, "/proc/diskstats read_ticks+write_ticks");

    /// <summary>Looks at which a thread of the process was blocked; at most one counts for each look and thread.</summary>
    public int LooksBlocked(int pid) => observation.Blocked.Where(b => b.Pid == pid).Select(b => b.Looks).DefaultIfEmpty(0).Max() is var longest
        ? Math.Max(longest, observation.Blocked.Where(b => b.Pid == pid).GroupBy(b => b.Tid).Select(g => g.Sum(b => b.Looks)).DefaultIfEmpty(0).Max())
        : 0;

    private string WaitChannel(int pid) => observation.Blocked.FirstOrDefault(b => b.Pid == pid && b.WaitChannel is not (null or "" or "0"))?.WaitChannel is { } channel ? $"in {channel}" : "in the kernel";

    private static string Describe(TaskRates task) =>
        $"reads {UnitText.KibibytesPerSecond(task.ReadKibibytesPerSecond)}, writes {UnitText.KibibytesPerSecond(task.WriteKibibytesPerSecond)}";

    private static double Share(double part, double rest) => part + rest > 0 ? part * 100 / (part + rest) : 0;

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;
}

using Sonde.Proc.Disk;

namespace Sonde.Metrics.Rates;

/// <summary>
/// What one block device, or a group of them, did in an interval. Source: /proc/diskstats, Documentation/admin-guide/iostats.rst; sectors are always
/// 512 bytes. A mean over no requests is NaN, where iostat prints 0; so is what the kernel does not count, and a rate where the interval is not known.
/// </summary>
public sealed class DiskRates
{
    private DiskGrowth _growth;
    private double _seconds = double.NaN;
    private int _deviceCount = 1;

    /// <summary>Device name, such as vda, or the group's.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Reads completed per second.</summary>
    public double ReadsPerSecond => _growth.Reads / _seconds;

    /// <summary>Writes completed per second.</summary>
    public double WritesPerSecond => _growth.Writes / _seconds;

    /// <summary>Discards completed per second; NaN before Linux 4.18.</summary>
    public double DiscardsPerSecond => _growth.Discards / _seconds;

    /// <summary>Flushes completed per second; NaN before Linux 5.5.</summary>
    public double FlushesPerSecond => _growth.Flushes / _seconds;

    /// <summary>KiB read per second.</summary>
    public double ReadKibibytesPerSecond => _growth.ReadKibibytes / _seconds;

    /// <summary>KiB written per second.</summary>
    public double WriteKibibytesPerSecond => _growth.WriteKibibytes / _seconds;

    /// <summary>KiB discarded per second.</summary>
    public double DiscardKibibytesPerSecond => _growth.DiscardKibibytes / _seconds;

    /// <summary>KiB read in the interval.</summary>
    public double ReadKibibytes => _growth.ReadKibibytes;

    /// <summary>KiB written in the interval.</summary>
    public double WriteKibibytes => _growth.WriteKibibytes;

    /// <summary>KiB discarded in the interval.</summary>
    public double DiscardKibibytes => _growth.DiscardKibibytes;

    /// <summary>Read requests merged into others, per second.</summary>
    public double ReadMergesPerSecond => _growth.ReadMerges / _seconds;

    /// <summary>Write requests merged into others, per second.</summary>
    public double WriteMergesPerSecond => _growth.WriteMerges / _seconds;

    /// <summary>Discard requests merged into others, per second.</summary>
    public double DiscardMergesPerSecond => _growth.DiscardMerges / _seconds;

    /// <summary>Requests merged into others in all directions, per second.</summary>
    public double MergesPerSecond => DiskGrowth.Sum(_growth.ReadMerges + _growth.WriteMerges, _growth.DiscardMerges) / _seconds;

    /// <summary>Mean time of the reads that completed, queue and service, in milliseconds.</summary>
    public double ReadAwaitMilliseconds => Mean(_growth.ReadMilliseconds, _growth.Reads);

    /// <summary>Mean time of the writes that completed, in milliseconds.</summary>
    public double WriteAwaitMilliseconds => Mean(_growth.WriteMilliseconds, _growth.Writes);

    /// <summary>Mean time of the discards that completed, in milliseconds.</summary>
    public double DiscardAwaitMilliseconds => Mean(_growth.DiscardMilliseconds, _growth.Discards);

    /// <summary>Mean time of the flushes that completed, in milliseconds.</summary>
    public double FlushAwaitMilliseconds => Mean(_growth.FlushMilliseconds, _growth.Flushes);

    /// <summary>Mean time of reads, writes and discards together, in milliseconds.</summary>
    public double AwaitMilliseconds =>
        Mean(DiskGrowth.Sum(_growth.ReadMilliseconds + _growth.WriteMilliseconds, _growth.DiscardMilliseconds), Requests);

    /// <summary>Mean number of requests queued or in service.</summary>
    public double QueueSize => _growth.WeightedMilliseconds / 1000 / _seconds;

    /// <summary>
    /// Share of time with at least one request in flight, percent, not clamped; 100 % is not saturation on a device with parallel service. Of a group,
    /// the mean of its devices.
    /// </summary>
    public double UtilizationPercent => _growth.BusyMilliseconds / 10 / _seconds / _deviceCount;

    /// <summary>Requests in flight at the end of the interval.</summary>
    public uint InFlight { get; private set; }

    /// <summary>True where the device has done anything since boot; iostat hides the others.</summary>
    public bool HasEverBeenUsed { get; private set; }

    /// <summary>True where the device completed a request in the interval.</summary>
    public bool IsActive => Requests > 0;

    /// <summary>Reads, writes and discards completed per second: iostat's tps.</summary>
    public double RequestsPerSecond => Requests / _seconds;

    /// <summary>KiB per second in all directions.</summary>
    public double KibibytesPerSecond => Kibibytes / _seconds;

    /// <summary>KiB written and discarded, per second: iostat -s kB_w+d/s.</summary>
    public double WriteAndDiscardKibibytesPerSecond => WriteAndDiscardKibibytes / _seconds;

    /// <summary>KiB written and discarded in the interval.</summary>
    public double WriteAndDiscardKibibytes => DiskGrowth.Sum(_growth.WriteKibibytes, _growth.DiscardKibibytes);

    /// <summary>Mean size of all requests in KiB.</summary>
    public double RequestKibibytes => Mean(Kibibytes, Requests);

    /// <summary>Mean size of the reads in KiB.</summary>
    public double ReadRequestKibibytes => Mean(_growth.ReadKibibytes, _growth.Reads);

    /// <summary>Mean size of the writes in KiB.</summary>
    public double WriteRequestKibibytes => Mean(_growth.WriteKibibytes, _growth.Writes);

    /// <summary>Mean size of the discards in KiB.</summary>
    public double DiscardRequestKibibytes => Mean(_growth.DiscardKibibytes, _growth.Discards);

    /// <summary>Share of read requests that were merged before they reached the device, percent.</summary>
    public double ReadMergePercent => Mean(_growth.ReadMerges * 100, _growth.ReadMerges + _growth.Reads);

    /// <summary>Share of write requests that were merged, percent.</summary>
    public double WriteMergePercent => Mean(_growth.WriteMerges * 100, _growth.WriteMerges + _growth.Writes);

    /// <summary>Share of discard requests that were merged, percent.</summary>
    public double DiscardMergePercent => Mean(_growth.DiscardMerges * 100, _growth.DiscardMerges + _growth.Discards);

    private double Requests => DiskGrowth.Sum(_growth.Reads + _growth.Writes, _growth.Discards);

    private double Kibibytes => DiskGrowth.Sum(_growth.ReadKibibytes + _growth.WriteKibibytes, _growth.DiscardKibibytes);

    /// <summary>Makes this the sum of <paramref name="members"/> under the name <paramref name="name"/>, as iostat -g shows it.</summary>
    public void SetSum(string name, IReadOnlyList<DiskRates> members)
    {
        Name = name;
        _growth = default;
        _deviceCount = Math.Max(1, members.Count);
        _seconds = double.NaN;
        InFlight = 0;
        HasEverBeenUsed = false;
        for (int i = 0; i < members.Count; i++)
        {
            if (i == 0)
                _growth = members[i]._growth;
            else
                _growth.Add(members[i]._growth);
            _seconds = members[i]._seconds;
            InFlight += members[i].InFlight;
            HasEverBeenUsed |= members[i].HasEverBeenUsed;
        }
    }

    /// <summary>Takes over what one device did.</summary>
    internal void Update(in DiskGrowth growth, in DiskCounters later, double seconds)
    {
        Name = later.Name;
        _deviceCount = 1;
        _seconds = seconds;
        _growth = growth;
        InFlight = later.InFlight;
        HasEverBeenUsed = later.ReadsCompleted + later.WritesCompleted + later.DiscardsCompleted > 0;
    }

    private static double Mean(double sum, double count) => count > 0 ? sum / count : double.NaN;
}

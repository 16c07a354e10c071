using Sonde.Proc.Disk;

namespace Sonde.Metrics.Rates;

/// <summary>
/// What one block device did in an interval. Source: /proc/diskstats, Documentation/admin-guide/iostats.rst; sectors are always 512 bytes.
/// A mean over no requests, and a rate over no time, is NaN; iostat prints 0 there.
/// </summary>
public sealed class DiskRates
{
    /// <summary>Device name, such as vda.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Reads completed per second.</summary>
    public double ReadsPerSecond { get; private set; }

    /// <summary>Writes completed per second.</summary>
    public double WritesPerSecond { get; private set; }

    /// <summary>Discards completed per second; NaN before Linux 4.18.</summary>
    public double DiscardsPerSecond { get; private set; }

    /// <summary>Flushes completed per second; NaN before Linux 5.5.</summary>
    public double FlushesPerSecond { get; private set; }

    /// <summary>KiB read per second.</summary>
    public double ReadKibibytesPerSecond { get; private set; }

    /// <summary>KiB written per second.</summary>
    public double WriteKibibytesPerSecond { get; private set; }

    /// <summary>KiB discarded per second.</summary>
    public double DiscardKibibytesPerSecond { get; private set; }

    /// <summary>Read requests merged into others, per second.</summary>
    public double ReadMergesPerSecond { get; private set; }

    /// <summary>Write requests merged into others, per second.</summary>
    public double WriteMergesPerSecond { get; private set; }

    /// <summary>Discard requests merged into others, per second.</summary>
    public double DiscardMergesPerSecond { get; private set; }

    /// <summary>Mean time of the reads that completed, queue and service, in milliseconds.</summary>
    public double ReadAwaitMilliseconds { get; private set; }

    /// <summary>Mean time of the writes that completed, in milliseconds.</summary>
    public double WriteAwaitMilliseconds { get; private set; }

    /// <summary>Mean time of the discards that completed, in milliseconds.</summary>
    public double DiscardAwaitMilliseconds { get; private set; }

    /// <summary>Mean time of the flushes that completed, in milliseconds.</summary>
    public double FlushAwaitMilliseconds { get; private set; }

    /// <summary>Mean time of reads, writes and discards together, in milliseconds.</summary>
    public double AwaitMilliseconds { get; private set; }

    /// <summary>Mean number of requests queued or in service.</summary>
    public double QueueSize { get; private set; }

    /// <summary>Share of time with at least one request in flight, percent, not clamped; 100 % is not saturation on a device with parallel service.</summary>
    public double UtilizationPercent { get; private set; }

    /// <summary>Requests in flight at the end of the interval.</summary>
    public uint InFlight { get; private set; }

    /// <summary>True where the device has done anything since boot; iostat hides the others.</summary>
    public bool HasEverBeenUsed { get; private set; }

    /// <summary>Reads, writes and discards completed per second: iostat's tps.</summary>
    public double RequestsPerSecond => Sum(ReadsPerSecond, WritesPerSecond, DiscardsPerSecond);

    /// <summary>KiB per second in all directions.</summary>
    public double KibibytesPerSecond => Sum(ReadKibibytesPerSecond, WriteKibibytesPerSecond, DiscardKibibytesPerSecond);

    /// <summary>Mean size of all requests in KiB.</summary>
    public double RequestKibibytes => Mean(KibibytesPerSecond, RequestsPerSecond);

    /// <summary>Mean size of the reads in KiB.</summary>
    public double ReadRequestKibibytes => Mean(ReadKibibytesPerSecond, ReadsPerSecond);

    /// <summary>Mean size of the writes in KiB.</summary>
    public double WriteRequestKibibytes => Mean(WriteKibibytesPerSecond, WritesPerSecond);

    /// <summary>Mean size of the discards in KiB.</summary>
    public double DiscardRequestKibibytes => Mean(DiscardKibibytesPerSecond, DiscardsPerSecond);

    /// <summary>Share of read requests that were merged before they reached the device, percent.</summary>
    public double ReadMergePercent => Mean(ReadMergesPerSecond * 100, ReadMergesPerSecond + ReadsPerSecond);

    /// <summary>Share of write requests that were merged, percent.</summary>
    public double WriteMergePercent => Mean(WriteMergesPerSecond * 100, WriteMergesPerSecond + WritesPerSecond);

    /// <summary>Share of discard requests that were merged, percent.</summary>
    public double DiscardMergePercent => Mean(DiscardMergesPerSecond * 100, DiscardMergesPerSecond + DiscardsPerSecond);

    /// <summary>Computes the rates of one device; the earlier counters are zero for a device that was not there before.</summary>
    internal void Update(in DiskCounters earlierSample, in DiskCounters later, double seconds)
    {
        DiskCounters earlier = IsRegisteredAnew(earlierSample, later) ? default : earlierSample;
        Name = later.Name;
        InFlight = later.InFlight;
        HasEverBeenUsed = later.ReadsCompleted + later.WritesCompleted + later.DiscardsCompleted > 0;
        double reads = Counter.Growth(earlier.ReadsCompleted, later.ReadsCompleted);
        double writes = Counter.Growth(earlier.WritesCompleted, later.WritesCompleted);
        double discards = later.HasDiscards ? Counter.Growth(earlier.DiscardsCompleted, later.DiscardsCompleted) : double.NaN;
        double flushes = later.HasFlushes ? Counter.Growth(earlier.FlushesCompleted, later.FlushesCompleted) : double.NaN;
        double readMilliseconds = Counter.Growth32(earlier.MillisecondsReading, later.MillisecondsReading);
        double writeMilliseconds = Counter.Growth32(earlier.MillisecondsWriting, later.MillisecondsWriting);
        double discardMilliseconds = later.HasDiscards ? Counter.Growth32(earlier.MillisecondsDiscarding, later.MillisecondsDiscarding) : double.NaN;
        ReadsPerSecond = reads / seconds;
        WritesPerSecond = writes / seconds;
        DiscardsPerSecond = discards / seconds;
        FlushesPerSecond = flushes / seconds;
        ReadKibibytesPerSecond = Counter.Growth(earlier.SectorsRead, later.SectorsRead) / 2.0 / seconds;
        WriteKibibytesPerSecond = Counter.Growth(earlier.SectorsWritten, later.SectorsWritten) / 2.0 / seconds;
        DiscardKibibytesPerSecond = later.HasDiscards ? Counter.Growth(earlier.SectorsDiscarded, later.SectorsDiscarded) / 2.0 / seconds : double.NaN;
        ReadMergesPerSecond = Counter.Growth(earlier.ReadsMerged, later.ReadsMerged) / seconds;
        WriteMergesPerSecond = Counter.Growth(earlier.WritesMerged, later.WritesMerged) / seconds;
        DiscardMergesPerSecond = later.HasDiscards ? Counter.Growth(earlier.DiscardsMerged, later.DiscardsMerged) / seconds : double.NaN;
        ReadAwaitMilliseconds = Mean(readMilliseconds, reads);
        WriteAwaitMilliseconds = Mean(writeMilliseconds, writes);
        DiscardAwaitMilliseconds = Mean(discardMilliseconds, discards);
        FlushAwaitMilliseconds = later.HasFlushes ? Mean(Counter.Growth32(earlier.MillisecondsFlushing, later.MillisecondsFlushing), flushes) : double.NaN;
        AwaitMilliseconds = Mean(Sum(readMilliseconds, writeMilliseconds, discardMilliseconds), Sum(reads, writes, discards));
        QueueSize = Counter.Growth32(earlier.WeightedMillisecondsDoingIo, later.WeightedMillisecondsDoingIo) / 1000.0 / seconds;
        UtilizationPercent = Counter.Growth32(earlier.MillisecondsDoingIo, later.MillisecondsDoingIo) / 10.0 / seconds;
    }

    // All of a device's counters fell: it was removed and registered again, so its counters count from zero. One that fell alone has wrapped.
    private static bool IsRegisteredAnew(in DiskCounters earlier, in DiskCounters later) =>
        later.ReadsCompleted + later.WritesCompleted < earlier.ReadsCompleted + earlier.WritesCompleted
        && (earlier.SectorsRead == 0 || later.SectorsRead < earlier.SectorsRead)
        && (earlier.SectorsWritten == 0 || later.SectorsWritten < earlier.SectorsWritten);

    private static double Mean(double sum, double count) => count > 0 ? sum / count : double.NaN;

    private static double Sum(double a, double b, double optional) => a + b + (double.IsNaN(optional) ? 0 : optional);
}

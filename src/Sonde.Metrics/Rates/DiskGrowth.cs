using Sonde.Proc.Disk;

namespace Sonde.Metrics.Rates;

/// <summary>What a block device's counters grew by between two samples. What the kernel does not count is NaN.</summary>
internal struct DiskGrowth
{
    public double Reads;
    public double ReadMerges;
    public double ReadKibibytes;
    public double ReadMilliseconds;
    public double Writes;
    public double WriteMerges;
    public double WriteKibibytes;
    public double WriteMilliseconds;
    public double Discards;
    public double DiscardMerges;
    public double DiscardKibibytes;
    public double DiscardMilliseconds;
    public double Flushes;
    public double FlushMilliseconds;
    public double BusyMilliseconds;
    public double WeightedMilliseconds;

    private const double SectorsPerKibibyte = 2;

    /// <summary>The growth where the samples cannot be subtracted: nothing is known.</summary>
    public static DiskGrowth Unknown { get; } = new()
    {
        Reads = double.NaN,
        ReadMerges = double.NaN,
        ReadKibibytes = double.NaN,
        ReadMilliseconds = double.NaN,
        Writes = double.NaN,
        WriteMerges = double.NaN,
        WriteKibibytes = double.NaN,
        WriteMilliseconds = double.NaN,
        Discards = double.NaN,
        DiscardMerges = double.NaN,
        DiscardKibibytes = double.NaN,
        DiscardMilliseconds = double.NaN,
        Flushes = double.NaN,
        FlushMilliseconds = double.NaN,
        BusyMilliseconds = double.NaN,
        WeightedMilliseconds = double.NaN,
    };

    /// <summary>The growth from <paramref name="earlierSample"/>, which is all zero for a device that was not there, to <paramref name="later"/>.</summary>
    public static DiskGrowth Between(in DiskCounters earlierSample, in DiskCounters later)
    {
        DiskCounters earlier = IsRegisteredAnew(earlierSample, later) ? default : earlierSample;
        bool times = later.HasTimes;
        bool discards = later.HasDiscards;
        bool flushes = later.HasFlushes;
        return new DiskGrowth
        {
            Reads = Counter.Growth(earlier.ReadsCompleted, later.ReadsCompleted),
            ReadMerges = If(times, Counter.Growth(earlier.ReadsMerged, later.ReadsMerged)),
            ReadKibibytes = Counter.Growth(earlier.SectorsRead, later.SectorsRead) / SectorsPerKibibyte,
            ReadMilliseconds = If(times, Counter.Growth32(earlier.MillisecondsReading, later.MillisecondsReading)),
            Writes = Counter.Growth(earlier.WritesCompleted, later.WritesCompleted),
            WriteMerges = If(times, Counter.Growth(earlier.WritesMerged, later.WritesMerged)),
            WriteKibibytes = Counter.Growth(earlier.SectorsWritten, later.SectorsWritten) / SectorsPerKibibyte,
            WriteMilliseconds = If(times, Counter.Growth32(earlier.MillisecondsWriting, later.MillisecondsWriting)),
            Discards = If(discards, Counter.Growth(earlier.DiscardsCompleted, later.DiscardsCompleted)),
            DiscardMerges = If(discards, Counter.Growth(earlier.DiscardsMerged, later.DiscardsMerged)),
            DiscardKibibytes = If(discards, Counter.Growth(earlier.SectorsDiscarded, later.SectorsDiscarded) / SectorsPerKibibyte),
            DiscardMilliseconds = If(discards, Counter.Growth32(earlier.MillisecondsDiscarding, later.MillisecondsDiscarding)),
            Flushes = If(flushes, Counter.Growth(earlier.FlushesCompleted, later.FlushesCompleted)),
            FlushMilliseconds = If(flushes, Counter.Growth32(earlier.MillisecondsFlushing, later.MillisecondsFlushing)),
            BusyMilliseconds = If(times, Counter.Growth32(earlier.MillisecondsDoingIo, later.MillisecondsDoingIo)),
            WeightedMilliseconds = If(times, Counter.Growth32(earlier.WeightedMillisecondsDoingIo, later.WeightedMillisecondsDoingIo)),
        };
    }

    /// <summary>Adds the growth of another device, for the sum of a group.</summary>
    public void Add(in DiskGrowth other)
    {
        Reads += other.Reads;
        ReadMerges = Sum(ReadMerges, other.ReadMerges);
        ReadKibibytes += other.ReadKibibytes;
        ReadMilliseconds = Sum(ReadMilliseconds, other.ReadMilliseconds);
        Writes += other.Writes;
        WriteMerges = Sum(WriteMerges, other.WriteMerges);
        WriteKibibytes += other.WriteKibibytes;
        WriteMilliseconds = Sum(WriteMilliseconds, other.WriteMilliseconds);
        Discards = Sum(Discards, other.Discards);
        DiscardMerges = Sum(DiscardMerges, other.DiscardMerges);
        DiscardKibibytes = Sum(DiscardKibibytes, other.DiscardKibibytes);
        DiscardMilliseconds = Sum(DiscardMilliseconds, other.DiscardMilliseconds);
        Flushes = Sum(Flushes, other.Flushes);
        FlushMilliseconds = Sum(FlushMilliseconds, other.FlushMilliseconds);
        BusyMilliseconds = Sum(BusyMilliseconds, other.BusyMilliseconds);
        WeightedMilliseconds = Sum(WeightedMilliseconds, other.WeightedMilliseconds);
    }

    /// <summary>Adds where a kernel may not count one of them; NaN only where neither is counted.</summary>
    public static double Sum(double a, double b) => double.IsNaN(a) ? b : double.IsNaN(b) ? a : a + b;

    // All of a device's counters fell: it was removed and registered again, so its counters count from zero. One that fell alone was re-accounted.
    private static bool IsRegisteredAnew(in DiskCounters earlier, in DiskCounters later) =>
        later.ReadsCompleted + later.WritesCompleted < earlier.ReadsCompleted + earlier.WritesCompleted
        && (earlier.SectorsRead == 0 || later.SectorsRead < earlier.SectorsRead)
        && (earlier.SectorsWritten == 0 || later.SectorsWritten < earlier.SectorsWritten);

    private static double If(bool counted, double value) => counted ? value : double.NaN;
}

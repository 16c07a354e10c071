using Sonde.Proc.Disk;

namespace Sonde.Metrics.Catalogue;

/// <summary>The counters of block devices since they appeared, as vmstat -d, -D and -p show them, from /proc/diskstats.</summary>
public static class DiskTotalFields
{
    /// <summary>vmstat -d, the device.</summary>
    public static readonly TextField<DiskCounters> Device =
        new("disk", Source, "the block device", static r => r.Name);

    /// <summary>vmstat -d Reads.</summary>
    public static readonly NumberField<DiskCounters> Reads =
        new("disk_reads", "", FieldKind.Total, Source + " rd_ios", "rd_ios", "reads completed since the device appeared", static r => r.ReadsCompleted);

    /// <summary>vmstat -d ReadsMerged.</summary>
    public static readonly NumberField<DiskCounters> ReadsMerged =
        new("disk_reads_merged", "", FieldKind.Total, Source + " rd_merges", "rd_merges", "reads joined to a neighbouring one", static r => r.ReadsMerged);

    /// <summary>vmstat -d SectorsRead.</summary>
    public static readonly NumberField<DiskCounters> SectorsRead =
        new("disk_sectors_read", "sectors", FieldKind.Total, Source + " rd_sectors", "rd_sectors", "sectors of 512 bytes read", static r => r.SectorsRead);

    /// <summary>vmstat -d MillisecondsReading.</summary>
    public static readonly NumberField<DiskCounters> MillisecondsReading =
        new("disk_reading_milliseconds", "ms", FieldKind.Total, Source + " rd_ticks", "rd_ticks", "time that reads took, summed over concurrent ones, modulo 2^32", static r => r.MillisecondsReading);

    /// <summary>vmstat -d Writes.</summary>
    public static readonly NumberField<DiskCounters> Writes =
        new("disk_writes", "", FieldKind.Total, Source + " wr_ios", "wr_ios", "writes completed since the device appeared", static r => r.WritesCompleted);

    /// <summary>vmstat -d WritesMerged.</summary>
    public static readonly NumberField<DiskCounters> WritesMerged =
        new("disk_writes_merged", "", FieldKind.Total, Source + " wr_merges", "wr_merges", "writes joined to a neighbouring one", static r => r.WritesMerged);

    /// <summary>vmstat -d SectorsWritten.</summary>
    public static readonly NumberField<DiskCounters> SectorsWritten =
        new("disk_sectors_written", "sectors", FieldKind.Total, Source + " wr_sectors", "wr_sectors", "sectors of 512 bytes written", static r => r.SectorsWritten);

    /// <summary>vmstat -d MillisecondsWriting.</summary>
    public static readonly NumberField<DiskCounters> MillisecondsWriting =
        new("disk_writing_milliseconds", "ms", FieldKind.Total, Source + " wr_ticks", "wr_ticks", "time that writes took, summed over concurrent ones, modulo 2^32", static r => r.MillisecondsWriting);

    /// <summary>vmstat -d InFlight.</summary>
    public static readonly NumberField<DiskCounters> InFlight =
        new("disk_in_flight", "", FieldKind.Gauge, Source + " in_flight", "in_flight", "requests in flight now", static r => r.InFlight);

    /// <summary>vmstat -d MillisecondsDoingIo.</summary>
    public static readonly NumberField<DiskCounters> MillisecondsDoingIo =
        new("disk_io_milliseconds", "ms", FieldKind.Total, Source + " io_ticks", "io_ticks", "time with at least one request in flight, modulo 2^32", static r => r.MillisecondsDoingIo);

    /// <summary>vmstat -d WeightedMilliseconds.</summary>
    public static readonly NumberField<DiskCounters> WeightedMilliseconds =
        new("disk_io_weighted_milliseconds", "ms", FieldKind.Total, Source + " time_in_queue", "time_in_queue", "the same weighted by the number of requests, modulo 2^32", static r => r.WeightedMillisecondsDoingIo);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All =>
    [
        Device, Reads, ReadsMerged, SectorsRead, MillisecondsReading, Writes, WritesMerged, SectorsWritten, MillisecondsWriting, InFlight,
        MillisecondsDoingIo, WeightedMilliseconds,
    ];

    private const string Source = "/proc/diskstats";
}

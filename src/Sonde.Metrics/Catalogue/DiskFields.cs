using Sonde.Metrics.Rates;

namespace Sonde.Metrics.Catalogue;

/// <summary>The fields of block devices, from /proc/diskstats (Documentation/admin-guide/iostats.rst).</summary>
public static class DiskFields
{
    /// <summary>iostat Device.</summary>
    public static readonly TextField<DiskRates> Device =
        new("device", Source, "the block device, or the group's name", static r => r.Name);

    /// <summary>iostat tps.</summary>
    public static readonly NumberField<DiskRates> Requests =
        new("disk_requests_per_second", "1/s", FieldKind.Rate, Source + " ios", "Δ(reads + writes + discards) / T", "requests completed; flushes are not included", static r => r.RequestsPerSecond);

    /// <summary>iostat -xs kB/s.</summary>
    public static readonly NumberField<DiskRates> KibibytesPerSecond =
        new("disk_kibibytes_per_second", "KiB/s", FieldKind.Rate, Source + " sectors", "Δ(sectors read + written + discarded) / 2 / T", "moved in all directions", static r => r.KibibytesPerSecond);

    /// <summary>iostat -xs rqm/s.</summary>
    public static readonly NumberField<DiskRates> MergesPerSecond =
        new("disk_merges_per_second", "1/s", FieldKind.Rate, Source + " merges", "Δ(merges) / T", "requests joined to a neighbouring one before they went to the device", static r => r.MergesPerSecond);

    /// <summary>iostat -xs await.</summary>
    public static readonly NumberField<DiskRates> Await =
        new("disk_await_milliseconds", "ms", FieldKind.Mean, Source + " ticks, ios", "Δ(read + write + discard ticks) / Δ(their ios)", "mean time of a request, queue and service, of those that completed", static r => r.AwaitMilliseconds);

    /// <summary>iostat -xs areq-sz.</summary>
    public static readonly NumberField<DiskRates> RequestSize =
        new("disk_request_kibibytes", "KiB", FieldKind.Mean, Source + " sectors, ios", "Δ(sectors) / 2 / Δ(ios)", "mean size of a request", static r => r.RequestKibibytes);

    /// <summary>iostat r/s.</summary>
    public static readonly NumberField<DiskRates> Reads =
        new("disk_reads_per_second", "1/s", FieldKind.Rate, Source + " read ios", "Δ(read ios) / T", "reads completed", static r => r.ReadsPerSecond);

    /// <summary>iostat rkB/s.</summary>
    public static readonly NumberField<DiskRates> ReadKibibytes =
        new("disk_read_kibibytes_per_second", "KiB/s", FieldKind.Rate, Source + " read sectors", "Δ(read sectors) / 2 / T", "read; a sector is 512 bytes on every device", static r => r.ReadKibibytesPerSecond);

    /// <summary>iostat rrqm/s.</summary>
    public static readonly NumberField<DiskRates> ReadMerges =
        new("disk_read_merges_per_second", "1/s", FieldKind.Rate, Source + " read merges", "Δ(read merges) / T", "reads joined to a neighbouring one before they went to the device", static r => r.ReadMergesPerSecond);

    /// <summary>iostat %rrqm.</summary>
    public static readonly NumberField<DiskRates> ReadMergePercent =
        new("disk_read_merge_percent", "%", FieldKind.Share, Source + " read merges, ios", "100 · Δmerges / Δ(merges + ios)", "share of reads that were joined to a neighbouring one", static r => r.ReadMergePercent);

    /// <summary>iostat r_await.</summary>
    public static readonly NumberField<DiskRates> ReadAwait =
        new("disk_read_await_milliseconds", "ms", FieldKind.Mean, Source + " read ticks, ios", "Δ(read ticks) / Δ(read ios)", "mean time of a read, queue and service, of those that completed", static r => r.ReadAwaitMilliseconds);

    /// <summary>iostat rareq-sz.</summary>
    public static readonly NumberField<DiskRates> ReadRequestSize =
        new("disk_read_request_kibibytes", "KiB", FieldKind.Mean, Source + " read sectors, ios", "Δ(read sectors) / 2 / Δ(read ios)", "mean size of a read", static r => r.ReadRequestKibibytes);

    /// <summary>iostat kB_read.</summary>
    public static readonly NumberField<DiskRates> ReadTotal =
        new("disk_read_kibibytes", "KiB", FieldKind.Growth, Source + " read sectors", "Δ(read sectors) / 2", "read in the interval", static r => r.ReadKibibytes);

    /// <summary>iostat w/s.</summary>
    public static readonly NumberField<DiskRates> Writes =
        new("disk_writes_per_second", "1/s", FieldKind.Rate, Source + " write ios", "Δ(write ios) / T", "writes completed", static r => r.WritesPerSecond);

    /// <summary>iostat wkB/s.</summary>
    public static readonly NumberField<DiskRates> WriteKibibytes =
        new("disk_write_kibibytes_per_second", "KiB/s", FieldKind.Rate, Source + " write sectors", "Δ(write sectors) / 2 / T", "written; a sector is 512 bytes on every device", static r => r.WriteKibibytesPerSecond);

    /// <summary>iostat wrqm/s.</summary>
    public static readonly NumberField<DiskRates> WriteMerges =
        new("disk_write_merges_per_second", "1/s", FieldKind.Rate, Source + " write merges", "Δ(write merges) / T", "writes joined to a neighbouring one before they went to the device", static r => r.WriteMergesPerSecond);

    /// <summary>iostat %wrqm.</summary>
    public static readonly NumberField<DiskRates> WriteMergePercent =
        new("disk_write_merge_percent", "%", FieldKind.Share, Source + " write merges, ios", "100 · Δmerges / Δ(merges + ios)", "share of writes that were joined to a neighbouring one", static r => r.WriteMergePercent);

    /// <summary>iostat w_await.</summary>
    public static readonly NumberField<DiskRates> WriteAwait =
        new("disk_write_await_milliseconds", "ms", FieldKind.Mean, Source + " write ticks, ios", "Δ(write ticks) / Δ(write ios)", "mean time of a write, queue and service, of those that completed", static r => r.WriteAwaitMilliseconds);

    /// <summary>iostat wareq-sz.</summary>
    public static readonly NumberField<DiskRates> WriteRequestSize =
        new("disk_write_request_kibibytes", "KiB", FieldKind.Mean, Source + " write sectors, ios", "Δ(write sectors) / 2 / Δ(write ios)", "mean size of a write", static r => r.WriteRequestKibibytes);

    /// <summary>iostat kB_wrtn.</summary>
    public static readonly NumberField<DiskRates> WriteTotal =
        new("disk_write_kibibytes", "KiB", FieldKind.Growth, Source + " write sectors", "Δ(write sectors) / 2", "written in the interval", static r => r.WriteKibibytes);

    /// <summary>iostat d/s.</summary>
    public static readonly NumberField<DiskRates> Discards =
        new("disk_discards_per_second", "1/s", FieldKind.Rate, Source + " discard ios", "Δ(discard ios) / T", "discards completed", static r => r.DiscardsPerSecond);

    /// <summary>iostat dkB/s.</summary>
    public static readonly NumberField<DiskRates> DiscardKibibytes =
        new("disk_discard_kibibytes_per_second", "KiB/s", FieldKind.Rate, Source + " discard sectors", "Δ(discard sectors) / 2 / T", "discarded; a sector is 512 bytes on every device", static r => r.DiscardKibibytesPerSecond);

    /// <summary>iostat drqm/s.</summary>
    public static readonly NumberField<DiskRates> DiscardMerges =
        new("disk_discard_merges_per_second", "1/s", FieldKind.Rate, Source + " discard merges", "Δ(discard merges) / T", "discards joined to a neighbouring one before they went to the device", static r => r.DiscardMergesPerSecond);

    /// <summary>iostat %drqm.</summary>
    public static readonly NumberField<DiskRates> DiscardMergePercent =
        new("disk_discard_merge_percent", "%", FieldKind.Share, Source + " discard merges, ios", "100 · Δmerges / Δ(merges + ios)", "share of discards that were joined to a neighbouring one", static r => r.DiscardMergePercent);

    /// <summary>iostat d_await.</summary>
    public static readonly NumberField<DiskRates> DiscardAwait =
        new("disk_discard_await_milliseconds", "ms", FieldKind.Mean, Source + " discard ticks, ios", "Δ(discard ticks) / Δ(discard ios)", "mean time of a discard, queue and service, of those that completed", static r => r.DiscardAwaitMilliseconds);

    /// <summary>iostat dareq-sz.</summary>
    public static readonly NumberField<DiskRates> DiscardRequestSize =
        new("disk_discard_request_kibibytes", "KiB", FieldKind.Mean, Source + " discard sectors, ios", "Δ(discard sectors) / 2 / Δ(discard ios)", "mean size of a discard", static r => r.DiscardRequestKibibytes);

    /// <summary>iostat kB_dscd.</summary>
    public static readonly NumberField<DiskRates> DiscardTotal =
        new("disk_discard_kibibytes", "KiB", FieldKind.Growth, Source + " discard sectors", "Δ(discard sectors) / 2", "discarded in the interval", static r => r.DiscardKibibytes);

    /// <summary>iostat -s kB_w+d/s.</summary>
    public static readonly NumberField<DiskRates> WriteAndDiscardKibibytes =
        new("disk_write_discard_kibibytes_per_second", "KiB/s", FieldKind.Rate, Source + " write and discard sectors", "Δ(sectors written + discarded) / 2 / T", "written and discarded", static r => r.WriteAndDiscardKibibytesPerSecond);

    /// <summary>iostat -s kB_w+d.</summary>
    public static readonly NumberField<DiskRates> WriteAndDiscardTotal =
        new("disk_write_discard_kibibytes", "KiB", FieldKind.Growth, Source + " write and discard sectors", "Δ(sectors written + discarded) / 2", "written and discarded in the interval", static r => r.WriteAndDiscardKibibytes);

    /// <summary>iostat f/s.</summary>
    public static readonly NumberField<DiskRates> Flushes =
        new("disk_flushes_per_second", "1/s", FieldKind.Rate, Source + " flush ios", "Δ(flush ios) / T", "cache flushes completed; the kernel joins concurrent ones, and counts none for partitions", static r => r.FlushesPerSecond);

    /// <summary>iostat f_await.</summary>
    public static readonly NumberField<DiskRates> FlushAwait =
        new("disk_flush_await_milliseconds", "ms", FieldKind.Mean, Source + " flush ticks, ios", "Δ(flush ticks) / Δ(flush ios)", "mean time of a flush: what an fsync waits for at least", static r => r.FlushAwaitMilliseconds);

    /// <summary>iostat aqu-sz.</summary>
    public static readonly NumberField<DiskRates> QueueSize =
        new("disk_queue_size", "", FieldKind.Mean, Source + " time_in_queue", "Δ(time_in_queue) / 1000 / T", "mean number of requests queued or in service", static r => r.QueueSize);

    /// <summary>iostat %util.</summary>
    public static readonly NumberField<DiskRates> Utilization =
        new("disk_utilization_percent", "%", FieldKind.Share, Source + " io_ticks", "100 · Δ(io_ticks) / (1000 · T)", "time with at least one request in flight; 100 % is saturation only of a device that serves one at a time", static r => r.UtilizationPercent);

    /// <summary>Requests in flight.</summary>
    public static readonly NumberField<DiskRates> InFlight =
        new("disk_requests_in_flight", "", FieldKind.Gauge, Source + " in_flight", "in_flight", "requests in flight at the end of the interval", static r => r.InFlight);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All =>
    [
        Device, Requests, KibibytesPerSecond, MergesPerSecond, Await, RequestSize, Reads, ReadKibibytes, ReadMerges, ReadMergePercent,
        ReadAwait, ReadRequestSize, ReadTotal, Writes, WriteKibibytes, WriteMerges, WriteMergePercent, WriteAwait, WriteRequestSize,
        WriteTotal, Discards, DiscardKibibytes, DiscardMerges, DiscardMergePercent, DiscardAwait, DiscardRequestSize, DiscardTotal,
        WriteAndDiscardKibibytes, WriteAndDiscardTotal, Flushes, FlushAwait, QueueSize, Utilization, InFlight,
    ];

    private const string Source = "/proc/diskstats";
}

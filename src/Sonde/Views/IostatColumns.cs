using Sonde.Metrics.Catalogue;
using Sonde.Metrics.Rates;

namespace Sonde.Views;

/// <summary>The columns of iostat by its options.</summary>
internal static class IostatColumns
{
    private const double KibibytesPerMebibyte = 1024;

    /// <summary>CPU time.</summary>
    public static readonly Column<CpuShares>[] Cpu =
    [
        new(CpuFields.UserAndGuest, "%user", 8, 2, CellUnit.Percent), new(CpuFields.NiceAndGuestNice, "%nice", 8, 2, CellUnit.Percent),
        new(CpuFields.SystemAndInterrupts, "%system", 8, 2, CellUnit.Percent), new(CpuFields.IoWait, "%iowait", 8, 2, CellUnit.Percent),
        new(CpuFields.Steal, "%steal", 8, 2, CellUnit.Percent), new(CpuFields.Idle, "%idle", 8, 2, CellUnit.Percent),
    ];

    /// <summary>Blocks of columns; all but pretty extended reports have one.</summary>
    public static Column<DiskRates>[][] Of(IostatFormat format)
    {
        bool mebibytes = format.IsMebibytes;
        if (!format.IsExtended)
            return [format.IsShort ? BasicShort(mebibytes) : Basic(mebibytes)];
        if (format.IsShort)
            return [ExtendedShort(mebibytes)];
        Column<DiskRates>[][] blocks = Extended(mebibytes);
        return format is { IsPretty: true, IsCompact: false } ? blocks : [[.. blocks[0], .. blocks[1], .. blocks[2], .. blocks[3]]];
    }

    private static Column<DiskRates>[] Basic(bool mebibytes) =>
    [
        new(DiskFields.Requests, "tps", 9, 2),
        Speed(DiskFields.ReadKibibytes, "_read/s", 13, mebibytes), Speed(DiskFields.WriteKibibytes, "_wrtn/s", 13, mebibytes),
        Speed(DiskFields.DiscardKibibytes, "_dscd/s", 13, mebibytes),
        Amount(DiskFields.ReadTotal, "_read", mebibytes), Amount(DiskFields.WriteTotal, "_wrtn", mebibytes), Amount(DiskFields.DiscardTotal, "_dscd", mebibytes),
    ];

    private static Column<DiskRates>[] BasicShort(bool mebibytes) =>
    [
        new(DiskFields.Requests, "tps", 9, 2),
        Speed(DiskFields.ReadKibibytes, "_read/s", 13, mebibytes), Speed(DiskFields.WriteAndDiscardKibibytes, "_w+d/s", 13, mebibytes),
        Amount(DiskFields.ReadTotal, "_read", mebibytes), Amount(DiskFields.WriteAndDiscardTotal, "_w+d", mebibytes),
    ];

    private static Column<DiskRates>[] ExtendedShort(bool mebibytes) =>
    [
        new(DiskFields.Requests, "tps", 9, 2), Speed(DiskFields.KibibytesPerSecond, "/s", 10, mebibytes), new(DiskFields.MergesPerSecond, "rqm/s", 9, 2),
        Mean(DiskFields.Await, "await", 8, DiskFields.Requests), Mean(DiskFields.RequestSize, "areq-sz", 9, DiskFields.Requests, CellUnit.Kibibytes),
        new(DiskFields.QueueSize, "aqu-sz", 8, 2), new(DiskFields.Utilization, "%util", 7, 2, CellUnit.Percent),
    ];

    private static Column<DiskRates>[][] Extended(bool mebibytes) =>
    [
        [
            new(DiskFields.Reads, "r/s", 8, 2), Speed(DiskFields.ReadKibibytes, "/s", 10, mebibytes, "r"), new(DiskFields.ReadMerges, "rrqm/s", 9, 2),
            Mean(DiskFields.ReadMergePercent, "%rrqm", 7, DiskFields.Reads, CellUnit.Percent), Mean(DiskFields.ReadAwait, "r_await", 8, DiskFields.Reads),
            Mean(DiskFields.ReadRequestSize, "rareq-sz", 9, DiskFields.Reads, CellUnit.Kibibytes),
        ],
        [
            new(DiskFields.Writes, "w/s", 8, 2), Speed(DiskFields.WriteKibibytes, "/s", 10, mebibytes, "w"), new(DiskFields.WriteMerges, "wrqm/s", 9, 2),
            Mean(DiskFields.WriteMergePercent, "%wrqm", 7, DiskFields.Writes, CellUnit.Percent), Mean(DiskFields.WriteAwait, "w_await", 8, DiskFields.Writes),
            Mean(DiskFields.WriteRequestSize, "wareq-sz", 9, DiskFields.Writes, CellUnit.Kibibytes),
        ],
        [
            new(DiskFields.Discards, "d/s", 8, 2), Speed(DiskFields.DiscardKibibytes, "/s", 10, mebibytes, "d"), new(DiskFields.DiscardMerges, "drqm/s", 9, 2),
            Mean(DiskFields.DiscardMergePercent, "%drqm", 7, DiskFields.Discards, CellUnit.Percent), Mean(DiskFields.DiscardAwait, "d_await", 8, DiskFields.Discards),
            Mean(DiskFields.DiscardRequestSize, "dareq-sz", 9, DiskFields.Discards, CellUnit.Kibibytes),
        ],
        [
            new(DiskFields.Flushes, "f/s", 8, 2), Mean(DiskFields.FlushAwait, "f_await", 8, DiskFields.Flushes), new(DiskFields.QueueSize, "aqu-sz", 8, 2),
            new(DiskFields.Utilization, "%util", 7, 2, CellUnit.Percent),
        ],
    ];

    private static Column<DiskRates> Speed(NumberField<DiskRates> field, string rest, int width, bool mebibytes, string prefix = "") =>
        new(field, prefix + Unit(mebibytes) + rest, width, 2, CellUnit.Kibibytes) { Divisor = mebibytes ? KibibytesPerMebibyte : 1 };

    private static Column<DiskRates> Amount(NumberField<DiskRates> field, string rest, bool mebibytes) =>
        new(field, Unit(mebibytes) + rest, 11, 0, CellUnit.Kibibytes) { Divisor = mebibytes ? KibibytesPerMebibyte : 1, IsCut = true };

    private static Column<DiskRates> Mean(NumberField<DiskRates> field, string heading, int width, NumberField<DiskRates> over, CellUnit unit = CellUnit.None) =>
        new(field, heading, width, 2, unit) { MeanOver = over };

    private static string Unit(bool mebibytes) => mebibytes ? "MB" : "kB";
}

namespace Sonde.Proc.Disk;

/// <summary>
/// Counters of all block devices and partitions. The columns have no names but only ever grow at the end: 14 with the device, 18 since
/// Linux 4.18, 20 since 5.5. Source: /proc/diskstats, Documentation/admin-guide/iostats.rst, block/genhd.c.
/// </summary>
public sealed class DiskStatistics : KernelSnapshot
{
    /// <summary>The file.</summary>
    public const string Path = "/proc/diskstats";

    private const int ColumnsOfOldPartition = 4;
    private const int ColumnsOfReadsAndWrites = 11;
    private const int ColumnsWithDiscards = 15;
    private const int ColumnsWithFlushes = 17;

    private readonly SnapshotRows<DiskCounters> _rows = new();
    private readonly NameCache _names = new();

    /// <summary>The devices in the kernel's order, idle ones, partitions and stacked devices (dm, md) included.</summary>
    public ReadOnlySpan<DiskCounters> Devices => _rows.Rows;

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> text)
    {
        _rows.Begin();
        Span<ulong> columns = stackalloc ulong[ColumnsWithFlushes];
        TextScanner lines = new(text);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TextScanner words = new(line);
            if (!words.TryReadUInt64(out ulong major))
            {
                if (line.Trim(" \t"u8).IsEmpty)
                    continue;
                throw new KernelTextException("a line does not begin with a device number");
            }

            uint minor = (uint)words.ReadUInt64("the minor number of a device");
            if (!words.TryReadWord(out ReadOnlySpan<byte> name))
                throw new KernelTextException("a line lacks the device's name");
            int count = ReadColumns(ref words, columns);
            DiskCounters counters = count switch
            {
                ColumnsOfOldPartition => FromOldPartition(columns),
                >= ColumnsOfReadsAndWrites => FromColumns(columns, count),
                _ => throw new KernelTextException($"a line has {count} counters, which no kernel prints"),
            };
            _rows.Add(counters with { Name = _names.Get(name), Major = (uint)major, Minor = minor });
        }
    }

    private static int ReadColumns(ref TextScanner words, scoped Span<ulong> columns)
    {
        columns.Clear();
        int count = 0;
        while (count < columns.Length && words.MoveToWord())
            columns[count++] = words.ReadUInt64("a counter of a device");
        return count;
    }

    private static DiskCounters FromOldPartition(ReadOnlySpan<ulong> columns) => new()
    {
        ReadsCompleted = columns[0],
        SectorsRead = columns[1],
        WritesCompleted = columns[2],
        SectorsWritten = columns[3],
    };

    private static DiskCounters FromColumns(ReadOnlySpan<ulong> columns, int count) => new()
    {
        ReadsCompleted = columns[0],
        ReadsMerged = columns[1],
        SectorsRead = columns[2],
        MillisecondsReading = (uint)columns[3],
        WritesCompleted = columns[4],
        WritesMerged = columns[5],
        SectorsWritten = columns[6],
        MillisecondsWriting = (uint)columns[7],
        InFlight = (uint)columns[8],
        MillisecondsDoingIo = (uint)columns[9],
        WeightedMillisecondsDoingIo = (uint)columns[10],
        DiscardsCompleted = columns[11],
        DiscardsMerged = columns[12],
        SectorsDiscarded = columns[13],
        MillisecondsDiscarding = (uint)columns[14],
        FlushesCompleted = columns[15],
        MillisecondsFlushing = (uint)columns[16],
        HasTimes = true,
        HasDiscards = count >= ColumnsWithDiscards,
        HasFlushes = count >= ColumnsWithFlushes,
    };
}

using System.Text.Json;
using Sonde.CommandLine;
using Sonde.Metrics.Catalogue;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Proc.Disk;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>
/// Counters of block devices since they appeared: vmstat -d, -D and -p. The column cur shows the requests in flight, which procps divides by 1000 and so
/// always shows as 0.
/// </summary>
internal sealed class VmstatDiskView(VmstatFormat format, VmstatDiskStyle style, string device) : IntervalView
{
    private const int SumWidth = 13;
    private const double MillisecondsPerSecond = 1000;

    private static readonly int[] NarrowWidths = [6, 6, 7, 7, 6, 6, 7, 7, 6, 6];
    private static readonly int[] WideWidths = [9, 9, 11, 11, 9, 9, 11, 11, 7, 7];

    private static readonly NumberField<DiskCounters>[] Fields =
    [
        DiskTotalFields.Reads, DiskTotalFields.ReadsMerged, DiskTotalFields.SectorsRead, DiskTotalFields.MillisecondsReading, DiskTotalFields.Writes,
        DiskTotalFields.WritesMerged, DiskTotalFields.SectorsWritten, DiskTotalFields.MillisecondsWriting, DiskTotalFields.InFlight,
        DiskTotalFields.MillisecondsDoingIo, DiskTotalFields.WeightedMilliseconds,
    ];

    private static readonly string[] SumWords =
    [
        "total reads", "merged reads", "read sectors", "milli reading", "writes", "merged writes", "written sectors", "milli writing", "inprogress IO",
        "milli spent IO", "milli weighted IO",
    ];

    private SystemSample _sample = new();
    private WholeDisks? _disks;
    private int _linesPerHeading = int.MaxValue;
    private string _zone = "UTC";

    /// <inheritdoc/>
    public override string Name => "vmstat";

    /// <inheritdoc/>
    public override SampleParts Parts => SampleParts.Disks;

    /// <inheritdoc/>
    public override bool StartsAtOnce => true;

    /// <inheritdoc/>
    public override int ReportsPerHeading(int terminalRows)
    {
        _linesPerHeading = format.LinesPerHeading(terminalRows);
        return style == VmstatDiskStyle.Disks && !format.HasOneHeading ? 1 : int.MaxValue;
    }

    /// <inheritdoc/>
    public override Unavailability? WhyUnusable(SystemSample sample, SampleSource source) => sample.Disks.Unavailability;

    /// <inheritdoc/>
    public override void Begin(ViewHeader header, SampleSource source)
    {
        _disks = new WholeDisks(source.CurrentRoot);
        _zone = header.ZoneName;
    }

    /// <inheritdoc/>
    public override void Update(in SystemInterval interval) => _sample = interval.Later;

    /// <inheritdoc/>
    public override void WriteText(Utf8LineBuilder text, in ReportFrame frame)
    {
        switch (style)
        {
            case VmstatDiskStyle.Disks:
                WriteDisks(text, frame);
                break;
            case VmstatDiskStyle.Sum:
                WriteSum(text);
                break;
            default:
                WritePartition(text, frame);
                break;
        }
    }

    /// <inheritdoc/>
    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartArray("disks");
        foreach (ref readonly DiskCounters disk in _sample.Disks.Devices)
        {
            if (style == VmstatDiskStyle.Partition ? disk.Name != device : !_disks!.Contains(disk.Name))
                continue;
            json.WriteStartObject();
            json.WriteString(DiskTotalFields.Device.Id, disk.Name);
            foreach (NumberField<DiskCounters> field in Fields)
                JsonRows.WriteNumber(json, field.Id, field.Read(disk));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteDisks(Utf8LineBuilder text, in ReportFrame frame)
    {
        int line = 0;
        foreach (ref readonly DiskCounters disk in _sample.Disks.Devices)
        {
            if (!_disks!.Contains(disk.Name))
                continue;
            if (format.HasOneHeading ? line == 0 && frame.ShowsHeading : line % _linesPerHeading == 0)
                WriteHeading(text);
            line++;
            text.AppendPadded(disk.Name, 5);
            int[] widths = format.IsWide ? WideWidths : NarrowWidths;
            for (int i = 0; i < widths.Length; i++)
            {
                double value = Fields[i].Read(disk);
                text.AppendRaw(" "u8).AppendNumber(i == widths.Length - 1 ? Math.Floor(value / MillisecondsPerSecond) : value, widths[i], 0);
            }

            if (format.ShowsTime)
                VmstatTime.Write(text, frame.Row.Time);
            text.NewLine();
        }
    }

    private void WriteHeading(Utf8LineBuilder text)
    {
        text.AppendRaw(format.IsWide
            ? "disk- -------------------reads------------------- -------------------writes------------------ ------IO-------"u8
            : "disk- ------------reads------------ ------------writes----------- -----IO------"u8);
        if (format.ShowsTime)
            text.AppendRaw(" -----timestamp-----"u8);
        text.NewLine().AppendRaw(format.IsWide
            ? "          total    merged     sectors          ms     total    merged     sectors          ms     cur     sec"u8
            : "       total merged sectors      ms  total merged sectors      ms    cur    sec"u8);
        if (format.ShowsTime)
            text.AppendPadded(_zone, VmstatTime.Width, right: true);
        text.NewLine();
    }

    private void WriteSum(Utf8LineBuilder text)
    {
        Span<double> sums = stackalloc double[Fields.Length];
        sums.Clear();
        int disks = 0;
        foreach (ref readonly DiskCounters disk in _sample.Disks.Devices)
        {
            if (!_disks!.Contains(disk.Name))
                continue;
            disks++;
            for (int i = 0; i < Fields.Length; i++)
                sums[i] += SumTerm(i, Fields[i].Read(disk));
        }

        text.AppendNumber(disks, SumWidth).AppendRaw(" disks\n"u8);
        text.AppendNumber(_sample.Disks.Devices.Length - disks, SumWidth).AppendRaw(" partitions\n"u8);
        for (int i = 0; i < Fields.Length; i++)
            text.AppendNumber(sums[i], SumWidth, 0).Append(" ").Append(SumWords[i]).NewLine();
    }

    // "milli spent IO" and "milli weighted IO" are seconds in procps, and stay so, because scripts read them.
    private static double SumTerm(int index, double value) => index >= Fields.Length - 2 ? Math.Floor(value / MillisecondsPerSecond) : value;

    private void WritePartition(Utf8LineBuilder text, in ReportFrame frame)
    {
        foreach (ref readonly DiskCounters disk in _sample.Disks.Devices)
        {
            if (!string.Equals(disk.Name, device, StringComparison.Ordinal))
                continue;
            if (frame.ShowsHeading)
                text.AppendPadded(disk.Name, 10).AppendRaw("      reads      read sectors      writes  requested writes\n"u8);
            text.AppendNumber(disk.ReadsCompleted, 21).AppendRaw("  "u8).AppendNumber(disk.SectorsRead, 16).AppendRaw("  "u8)
                .AppendNumber(disk.WritesCompleted, 10).AppendRaw("  "u8).AppendNumber(disk.SectorsWritten, 16).NewLine();
            return;
        }

        throw new CommandFailure(ExitCode.NoInput, $"there is no disk or partition {TextSanitizer.Clean(device)}", "vmstat -d lists the disks");
    }
}

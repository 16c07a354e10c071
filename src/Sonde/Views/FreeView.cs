using System.Text.Json;
using Sonde.Metrics.Catalogue;
using Sonde.Metrics.Rates;
using Sonde.Metrics.Sampling;
using Sonde.Proc;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>Memory and swap, as free of procps prints them.</summary>
internal sealed class FreeView(FreeFormat format) : IntervalView
{
    private const int LabelWidth = 8;
    private const int ColumnWidth = 12;
    private const double BytesPerKibibyte = 1024;

    private static readonly NumberField<MemoryFigures>[] Memory =
        [MemoryFields.Total, MemoryFields.Used, MemoryFields.Free, MemoryFields.Shared, MemoryFields.BuffersAndCache, MemoryFields.Available];

    private static readonly NumberField<MemoryFigures>[] MemoryWide =
        [MemoryFields.Total, MemoryFields.Used, MemoryFields.Free, MemoryFields.Shared, MemoryFields.Buffers, MemoryFields.Cache, MemoryFields.Available];

    private static readonly NumberField<MemoryFigures>[] Low = [MemoryFields.LowTotal, MemoryFields.LowUsed, MemoryFields.LowFree];
    private static readonly NumberField<MemoryFigures>[] High = [MemoryFields.HighTotal, MemoryFields.HighUsed, MemoryFields.HighFree];
    private static readonly NumberField<MemoryFigures>[] Swap = [MemoryFields.SwapTotal, MemoryFields.SwapUsed, MemoryFields.SwapFree];
    private static readonly NumberField<MemoryFigures>[] Together = [MemoryFields.MemoryAndSwapTotal, MemoryFields.MemoryAndSwapUsed, MemoryFields.MemoryAndSwapFree];
    private static readonly NumberField<MemoryFigures>[] Committed = [MemoryFields.CommitLimit, MemoryFields.Committed, MemoryFields.Uncommitted];

    private readonly MemoryFigures _figures = new();
    private bool _isFirst = true;

    /// <inheritdoc/>
    public override string Name => "free";

    /// <inheritdoc/>
    public override SampleParts Parts => SampleParts.Memory;

    /// <inheritdoc/>
    public override bool StartsAtOnce => true;

    /// <inheritdoc/>
    public override bool ShowsRates => false;

    /// <inheritdoc/>
    public override Unavailability? WhyUnusable(SystemSample sample, SampleSource source) => sample.Memory.Unavailability;

    /// <inheritdoc/>
    public override void Update(in SystemInterval interval) => _figures.Update(interval.Later.Memory);

    /// <inheritdoc/>
    public override void WriteText(Utf8LineBuilder text, in ReportFrame frame)
    {
        if (!_isFirst)
            text.NewLine();
        _isFirst = false;
        text.AppendRaw(format.IsWide
            ? "               total        used        free      shared     buffers       cache   available\n"u8
            : "               total        used        free      shared  buff/cache   available\n"u8);
        WriteRow(text, "Mem:"u8, format.IsWide ? MemoryWide : Memory);
        if (format.ShowsLowHigh)
        {
            WriteRow(text, "Low:"u8, Low);
            WriteRow(text, "High:"u8, High);
        }

        WriteRow(text, "Swap:"u8, Swap);
        if (format.ShowsTotal)
            WriteRow(text, "Total:"u8, Together);
        if (format.ShowsCommitted)
            WriteRow(text, "Comm:"u8, Committed);
    }

    /// <inheritdoc/>
    public override void WriteJson(Utf8JsonWriter json)
    {
        ReadOnlySpan<NumberField<MemoryFigures>[]> rows = [MemoryWide, [MemoryFields.BuffersAndCache], Low, High, Swap, Together, Committed];
        foreach (NumberField<MemoryFigures>[] row in rows)
        {
            foreach (NumberField<MemoryFigures> field in row)
                JsonRows.WriteNumber(json, field.Id, field.Read(_figures));
        }
    }

    private void WriteRow(Utf8LineBuilder text, ReadOnlySpan<byte> label, NumberField<MemoryFigures>[] fields)
    {
        text.AppendPadded(label, LabelWidth);
        foreach (NumberField<MemoryFigures> field in fields)
            WriteCell(text, field.Read(_figures));
        text.NewLine();
    }

    // procps cuts, it does not round: 860.9 MiB are 860.
    private void WriteCell(Utf8LineBuilder text, double kibibytes)
    {
        if (!double.IsFinite(kibibytes))
            text.AppendMissing(ColumnWidth);
        else if (format.BytesPerUnit > 0)
            text.AppendNumber((long)(kibibytes * BytesPerKibibyte / format.BytesPerUnit), ColumnWidth);
        else
            WriteHuman(text, kibibytes * BytesPerKibibyte);
    }

    // The smallest unit in which the number takes at most three characters, with a decimal where that fits too.
    private void WriteHuman(Utf8LineBuilder text, double bytes)
    {
        double step = format.IsDecimal ? 1000 : 1024;
        ReadOnlySpan<byte> letters = "BKMGTPEZY"u8;
        int letter = 0;
        double value = bytes;
        while (letter < letters.Length - 1 && (letter == 0 || Math.Round(Math.Abs(value), 1) >= 10) && Math.Truncate(Math.Abs(value)) >= 1000)
        {
            value /= step;
            letter++;
        }

        bool hasDecimal = letter > 0 && Math.Round(Math.Abs(value), 1, MidpointRounding.ToEven) < 10;
        int suffix = letter > 0 && !format.IsDecimal ? 2 : 1;
        if (hasDecimal)
            text.AppendNumber(value, ColumnWidth - suffix, 1);
        else
            text.AppendNumber((long)value, ColumnWidth - suffix);
        text.AppendRaw(letters.Slice(letter, 1));
        if (suffix == 2)
            text.AppendRaw("i"u8);
    }
}

namespace Sonde.Tracing.Output;

/// <summary>Draws histograms: label, count, bar.</summary>
internal static class HistogramText
{
    private const int LabelWidth = 16;
    private const int CountWidth = 8;
    private const int BarWidth = 52;

    /// <summary>Writes a line per row.</summary>
    public static void Append(OutputBuffer output, List<HistogramRow> rows)
    {
        ulong largest = 0;
        foreach (HistogramRow row in rows)
            largest = Math.Max(largest, row.Weight);
        foreach (HistogramRow row in rows)
        {
            var start = output.Count;
            output.Append(row.Label);
            output.Pad(start, LabelWidth, isLeftAligned: true);
            start = output.Count;
            output.Append(row.Count);
            output.Pad(start, CountWidth, isLeftAligned: false);
            output.Append(" |"u8);
            // In single precision, as bpftrace computes it: some bars are one shorter for it.
            var bar = largest == 0 ? 0 : (int)((float)((float)row.Weight / (float)largest) * BarWidth);
            output.AppendRepeated((byte)'@', bar);
            output.AppendRepeated((byte)' ', BarWidth - bar);
            output.Append("|\n"u8);
        }
    }
}

using Sonde.Metrics.Sampling;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>
/// The document of sysstat 12.6's -o JSON: its keys, its nesting, text where it has text. It has no averages. What could not be measured is null, where sysstat
/// would have 0.
/// </summary>
internal sealed class SysstatDocument(ISysstatView view, Stream output) : ViewDocument(output)
{
    /// <inheritdoc/>
    public override void Begin(ViewHeader header)
    {
        Utf8LineBuilder date = new(16);
        SysstatLines.WriteDate(date, header.Date, header.IsIsoDate);
        Json.WriteStartObject();
        Json.WriteStartObject("sysstat");
        Json.WriteStartArray("hosts");
        Json.WriteStartObject();
        Json.WriteString("nodename", header.Hostname);
        Json.WriteString("sysname", "Linux");
        Json.WriteString("release", header.KernelRelease);
        Json.WriteString("machine", header.Architecture);
        JsonRows.WriteNumber(Json, "number-of-cpus", header.CpuCount ?? double.NaN);
        Json.WriteString("date", date.Written);
        Json.WriteStartArray("statistics");
    }

    /// <inheritdoc/>
    public override void AddAverage(in SystemInterval whole)
    {
        // sysstat has no place for it.
    }

    /// <inheritdoc/>
    protected override void WriteReport(in SystemInterval interval, in ReportFrame frame) => view.WriteSysstatJson(Json, frame.Row);

    /// <inheritdoc/>
    protected override void WriteEnd()
    {
        Json.WriteEndArray();
        Json.WriteEndObject();
        Json.WriteEndArray();
        Json.WriteEndObject();
        Json.WriteEndObject();
    }
}

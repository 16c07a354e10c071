using Sonde.Metrics.Sampling;

namespace Sonde.Views;

/// <summary>Sonde's own document, schema sonde.view/1, whose keys are the ids of the field catalogue.</summary>
internal sealed class SondeDocument(IntervalView view, Stream output) : ViewDocument(output)
{
    /// <inheritdoc/>
    public override void Begin(ViewHeader header)
    {
        Json.WriteStartObject();
        Json.WriteString("schema", "sonde.view/1");
        Json.WriteString("view", view.Name);
        Json.WriteString("hostname", header.Hostname);
        Json.WriteString("kernel", header.KernelRelease);
        JsonRows.WriteNumber(Json, "cpus", header.CpuCount ?? double.NaN);
        Json.WriteStartArray("samples");
    }

    /// <inheritdoc/>
    public override void AddAverage(in SystemInterval whole)
    {
        Json.WriteEndArray();
        Json.WriteStartObject("average");
        WriteInterval(whole);
        Json.WriteEndObject();
    }

    /// <inheritdoc/>
    protected override void WriteReport(in SystemInterval interval, in ReportFrame frame)
    {
        if (interval.Later.Wall != default)
            Json.WriteString("time", interval.Later.Wall.ToString("yyyy-MM-dd'T'HH:mm:ss.fffK"));
        WriteInterval(interval);
    }

    /// <inheritdoc/>
    protected override void WriteEnd()
    {
        // The averages come after the samples and have closed their array.
        if (Json.CurrentDepth > 1)
            Json.WriteEndArray();
        Json.WriteEndObject();
    }

    private void WriteInterval(in SystemInterval interval)
    {
        JsonRows.WriteNumber(Json, "seconds", interval.Seconds);
        Json.WriteBoolean("sinceBoot", interval.IsSinceBoot);
        view.WriteJson(Json);
    }
}

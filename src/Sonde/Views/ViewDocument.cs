using System.Text.Encodings.Web;
using System.Text.Json;
using Sonde.Metrics.Sampling;

namespace Sonde.Views;

/// <summary>A view as one JSON document, which grows by an object with each report, so that a reader can follow it.</summary>
internal abstract class ViewDocument : IDisposable
{
    private readonly Stream _output;

    /// <summary>Begins a document on <paramref name="output"/>.</summary>
    protected ViewDocument(Stream output)
    {
        _output = output;
        Json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Where it is written.</summary>
    protected Utf8JsonWriter Json { get; }

    /// <summary>Writes what comes before the reports.</summary>
    public abstract void Begin(ViewHeader header);

    /// <summary>Writes the report of <paramref name="interval"/>, which the view was updated with.</summary>
    public void Add(in SystemInterval interval, in ReportFrame frame)
    {
        Json.WriteStartObject();
        WriteReport(interval, frame);
        Json.WriteEndObject();
        Json.Flush();
    }

    /// <summary>Writes the averages over all intervals; there are none in a document that has no place for them.</summary>
    public abstract void AddAverage(in SystemInterval whole);

    /// <summary>Ends the document.</summary>
    public void End()
    {
        WriteEnd();
        Json.Flush();
        _output.Write("\n"u8);
    }

    /// <inheritdoc/>
    public void Dispose() => Json.Dispose();

    /// <summary>Writes a report's members into the open object.</summary>
    protected abstract void WriteReport(in SystemInterval interval, in ReportFrame frame);

    /// <summary>Closes what is open.</summary>
    protected abstract void WriteEnd();
}

using System.Text.Json;

namespace Sonde.Views;

/// <summary>A view that sysstat prints as JSON too.</summary>
internal interface ISysstatView
{
    /// <summary>Writes the last updated interval into an open JSON object, under sysstat's keys.</summary>
    void WriteSysstatJson(Utf8JsonWriter json, in ReportLabel label);
}

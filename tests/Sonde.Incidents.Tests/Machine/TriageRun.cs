using System.Text;
using Sonde.Diagnosis.Reports;
using Sonde.Diagnosis.Reports.Rendering;
using Sonde.Testing;

namespace Sonde.Incidents.Tests.Machine;

/// <summary>A triage that ran to its end.</summary>
/// <param name="Report">What it printed.</param>
/// <param name="ExitStatus">Its exit status.</param>
internal sealed record TriageRun(Report Report, int ExitStatus)
{
    /// <summary>The report as people read it.</summary>
    public string Markdown()
    {
        using MemoryStream stream = new();
        ReportMarkdown.Write(Report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Keeps the report as artifacts/incidents/NAME.json and .md, for whoever wants to see more than the verdict.</summary>
    public void Save(string name)
    {
        string directory = SourceTree.PathOf("artifacts/incidents");
        Directory.CreateDirectory(directory);
        using (FileStream json = File.Create(Path.Combine(directory, name + ".json")))
            ReportJson.Write(Report, json);
        File.WriteAllText(Path.Combine(directory, name + ".md"), Markdown());
    }
}

using Sonde.Diagnosis.Reports.Rendering;
using Sonde.Testing;

namespace Sonde.Incidents.Tests.Machine;

/// <summary>The published binary at work.</summary>
internal static class SondeBinary
{
    /// <summary>Runs a triage and reads its report back.</summary>
    /// <param name="window">How long it watches.</param>
    /// <param name="networkNamespaceOf">The process whose network namespace it is to see, or null for the machine's.</param>
    public static TriageRun Triage(TimeSpan window, int? networkNamespaceOf)
    {
        string[] arguments = ["triage", "--json", "--seconds", $"{window.TotalSeconds}"];
        TimeSpan limit = window + TimeSpan.FromSeconds(60);
        ProgramRun run = networkNamespaceOf is { } pid
            ? ProgramRun.Of(limit, "nsenter", [$"--net=/proc/{pid}/ns/net", PublishedBinary.Path, .. arguments])
            : ProgramRun.Of(limit, PublishedBinary.Path, arguments);
        Assert.True(run.Bytes.Length > 0, $"sonde triage printed nothing, exit status {run.ExitStatus}: {run.Errors}");
        return new TriageRun(ReportJsonReader.Read(run.Bytes), run.ExitStatus);
    }
}

using Sonde.Diagnosis.Reports.Rendering;

namespace Sonde.Incidents.Tests.Machine;

/// <summary>The published binary; SONDE_BINARY names another one.</summary>
internal sealed class SondeBinary
{
    private readonly string _path;

    /// <summary>Looks for it.</summary>
    public SondeBinary()
    {
        _path = Environment.GetEnvironmentVariable("SONDE_BINARY") is { Length: > 0 } path ? path : SourceTree.PathOf("artifacts/publish/sonde");
        if (!File.Exists(_path))
            Missing = $"no {_path}; make it with eng/publish";
    }

    /// <summary>Why there is none, or null.</summary>
    public string? Missing { get; }

    /// <summary>Runs a triage and reads its report back.</summary>
    /// <param name="window">How long it watches.</param>
    /// <param name="networkNamespaceOf">The process whose network namespace it is to see, or null for the machine's.</param>
    public TriageRun Triage(TimeSpan window, int? networkNamespaceOf)
    {
        string[] arguments = ["triage", "--json", "--seconds", $"{window.TotalSeconds}"];
        TimeSpan limit = window + TimeSpan.FromSeconds(60);
        ProgramRun run = networkNamespaceOf is { } pid
            ? ProgramRun.Of(limit, "nsenter", [$"--net=/proc/{pid}/ns/net", _path, .. arguments])
            : ProgramRun.Of(limit, _path, arguments);
        Assert.True(run.Output.Length > 0, $"sonde triage printed nothing, exit status {run.ExitStatus}: {run.Errors}");
        return new TriageRun(ReportJsonReader.Read(run.Output), run.ExitStatus);
    }
}

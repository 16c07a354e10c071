using Sonde.Testing;

namespace Sonde.Incidents.Tests.Machine;

/// <summary>The fault programs, compiled once.</summary>
internal sealed class FaultPrograms
{
    private readonly string _directory = SourceTree.PathOf("artifacts/faults");

    /// <summary>Compiles those that are older than their source.</summary>
    public FaultPrograms()
    {
        if (!ProgramRun.IsOnPath("gcc"))
        {
            Missing = "no gcc to compile the fault programs with; apt-get install gcc libc6-dev";
            return;
        }

        string script = SourceTree.PathOf("tests/Sonde.Incidents.Tests/faults/build");
        ProgramRun build = ProgramRun.Of(TimeSpan.FromMinutes(2), "sh", script, _directory);
        Assert.True(build.ExitStatus == 0, $"{script} failed: {build.Errors}");
    }

    /// <summary>Why there are none, or null.</summary>
    public string? Missing { get; }

    /// <summary>The file of a program.</summary>
    public string PathOf(string program) => Path.Combine(_directory, program);
}

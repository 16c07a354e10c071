using Sonde.Testing;

namespace Sonde.Kernel.Tests;

/// <summary>The published binary, run as a user runs it: through a shell, on the live kernel.</summary>
internal static class SondeProcess
{
    /// <summary>Runs a shell script in which $SONDE is the binary, and returns what it printed and its exit status.</summary>
    public static (string Output, string Error, int Status) Shell(string script)
    {
        Assert.SkipWhen(PublishedBinary.Missing is not null, PublishedBinary.Missing ?? "");
        ProgramRun run = ProgramRun.OfShell(script, ("SONDE", PublishedBinary.Path));
        return (run.Output, run.Errors, run.ExitStatus);
    }
}

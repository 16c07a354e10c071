using Sonde.Testing;

namespace Sonde.Proc.Tests;

/// <summary>Runs a classic program whose reading of this machine is compared with Sonde's; a test without it is skipped with the reason.</summary>
internal static class PeerProgram
{
    public static string Run(string program, params string[] arguments)
    {
        Assert.SkipUnless(ProgramRun.IsOnPath(program), $"{program} is not installed");
        return ProgramRun.Of(program, arguments).Output;
    }
}

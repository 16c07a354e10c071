using System.Text;
using Sonde.CommandLine;
using Sonde.Linux;

namespace Sonde.Tests;

/// <summary>A run of sonde inside the test, without a terminal and with an environment of its own.</summary>
internal sealed record SondeRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs sonde with <paramref name="arguments"/>.</summary>
    public static SondeRun Of(params string[] arguments)
    {
        using MemoryStream output = new();
        using MemoryStream error = new();
        using InterruptSignal interrupt = new();
        CommandContext context = new(output, error, interrupt, static name => name == "LC_ALL" ? "C.UTF-8" : null) { OutputRows = 0 };
        int exitCode = CommandRunner.Run(arguments, context);
        return new SondeRun(exitCode, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}

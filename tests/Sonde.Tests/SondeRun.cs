using System.Text;
using Sonde.CommandLine;
using Sonde.Linux;

namespace Sonde.Tests;

/// <summary>A run of sonde inside the test, without a terminal and with an environment of its own. A bug in Sonde surfaces as its exception.</summary>
internal sealed record SondeRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs sonde with <paramref name="arguments"/>.</summary>
    public static SondeRun Of(params string[] arguments) => With([], arguments);

    /// <summary>Runs sonde with <paramref name="arguments"/> and further environment variables.</summary>
    public static SondeRun With((string Name, string Value)[] environment, params string[] arguments)
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal) { ["LC_ALL"] = "C.UTF-8", ["SONDE_DEBUG"] = "1" };
        foreach ((string name, string value) in environment)
            variables[name] = value;
        using MemoryStream output = new();
        using MemoryStream error = new();
        using InterruptSignal interrupt = new();
        CommandContext context = new(output, error, interrupt, variables.GetValueOrDefault) { OutputRows = 0 };
        int exitCode = CommandRunner.Run(arguments, context);
        UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        return new SondeRun(exitCode, strict.GetString(output.ToArray()), strict.GetString(error.ToArray()));
    }

    /// <summary>Shown by a failing assertion.</summary>
    public override string ToString() => $"exit {ExitCode}\n--- stdout\n{Output}\n--- stderr\n{Error}";
}

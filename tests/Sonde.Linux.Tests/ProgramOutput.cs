using System.Diagnostics;

namespace Sonde.Linux.Tests;

/// <summary>Runs a classic program and takes what it prints, in the C locale.</summary>
internal static class ProgramOutput
{
    /// <summary>What <paramref name="program"/> printed on standard output.</summary>
    public static string Of(string program, params string[] arguments)
    {
        Assert.True(TryRun(program, arguments, out string output), output);
        return output;
    }

    /// <summary>Runs <paramref name="program"/>; true for exit status 0.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="output">What it printed, standard error last.</param>
    public static bool TryRun(string program, string[] arguments, out string output)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["LC_ALL"] = "C";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

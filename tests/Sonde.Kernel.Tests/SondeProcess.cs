using System.Diagnostics;
using Sonde.Testing;

namespace Sonde.Kernel.Tests;

/// <summary>The published binary, run as a user runs it: through a shell, on the live kernel.</summary>
internal static class SondeProcess
{
    /// <summary>Runs a shell script in which $SONDE is the binary, and returns what it printed and its exit status.</summary>
    public static (string Output, string Error, int Status) Shell(string script)
    {
        string binary = Environment.GetEnvironmentVariable("SONDE_BINARY") ?? Path.Combine(SourceTree.Root, "artifacts", "publish", "sonde");
        Assert.SkipUnless(File.Exists(binary), $"{binary} is not there: eng/publish makes it");
        ProcessStartInfo start = new("bash") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SONDE"] = binary;
        start.Environment["LC_ALL"] = "C.UTF-8";
        using Process bash = Process.Start(start)!;
        bash.StandardInput.Write(script);
        bash.StandardInput.Close();
        Task<string> error = bash.StandardError.ReadToEndAsync();
        string output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        return (output, error.Result, bash.ExitCode);
    }
}

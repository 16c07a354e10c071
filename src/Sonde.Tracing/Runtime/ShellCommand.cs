using System.Diagnostics;

namespace Sonde.Tracing.Runtime;

/// <summary>Runs what system() asks for.</summary>
internal static class ShellCommand
{
    /// <summary>Runs a command in a shell and returns what it prints, errors included.</summary>
    public static byte[] Run(string command)
    {
        using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command + " 2>&1"]) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("/bin/sh did not start");
        using MemoryStream output = new();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return output.ToArray();
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace Sonde.Proc.Tests;

/// <summary>Runs a classic program whose reading of this machine is compared with Sonde's; a test without it is skipped with the reason.</summary>
internal static class PeerProgram
{
    public static string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["LC_ALL"] = "C";
        try
        {
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output;
        }
        catch (Win32Exception problem)
        {
            Assert.Skip($"{program} cannot be run: {problem.Message}");
            return "";
        }
    }
}

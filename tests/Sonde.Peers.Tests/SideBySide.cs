using System.ComponentModel;
using System.Diagnostics;
using Sonde.Testing;

namespace Sonde.Peers.Tests;

/// <summary>Runs the published sonde and a classic tool at the same moment; a test without one of them is skipped with the reason.</summary>
internal static class SideBySide
{
    private const int Attempts = 3;

    /// <summary>
    /// Runs <c>sonde COMMAND</c> and <c>COMMAND</c> together and lists what differs. The two never sample at the very same instant, so that a
    /// difference is one only when it is there three times.
    /// </summary>
    /// <param name="command">The tool and its arguments, which sonde takes as they are.</param>
    /// <param name="compare">Given sonde's output and the tool's, notes what differs.</param>
    public static void Compare(string command, Action<string, string, Differences> compare)
    {
        Differences differences = new();
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            differences.Clear();
            (string sonde, string tool) = Run(command.Split(' '));
            compare(sonde, tool, differences);
            Assert.True(differences.Compared > 0, $"nothing was compared:\n{sonde}\n{tool}");
            if (differences.Found.Count == 0)
                return;
        }

        Assert.Fail($"{command}: {string.Join("\n", differences.Found)}");
    }

    private static (string Sonde, string Tool) Run(string[] words)
    {
        string binary = SourceTree.PathOf("artifacts/publish/sonde");
        if (!File.Exists(binary))
            Assert.Skip("artifacts/publish/sonde is not there; eng/publish makes it");
        using Process tool = Start(words[0], words[1..]);
        using Process sonde = Start(binary, words);
        Task<string> toolOutput = tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string sondeOutput = sonde.StandardOutput.ReadToEnd();
        string toolText = toolOutput.GetAwaiter().GetResult();
        sonde.WaitForExit();
        tool.WaitForExit();
        Assert.Equal(0, sonde.ExitCode);
        return (sondeOutput, toolText);
    }

    private static Process Start(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception problem)
        {
            Assert.Skip($"{program} cannot be run: {problem.Message}");
            throw;
        }
    }
}

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
        Assert.SkipWhen(PublishedBinary.Missing is not null, PublishedBinary.Missing ?? "");
        Assert.SkipUnless(ProgramRun.IsOnPath(words[0]), $"{words[0]} is not installed");
        Task<ProgramRun> tool = Task.Run(() => ProgramRun.Of(words[0], words[1..]));
        ProgramRun sonde = ProgramRun.Of(PublishedBinary.Path, words).Checked();
        return (sonde.Output, tool.GetAwaiter().GetResult().Output);
    }
}

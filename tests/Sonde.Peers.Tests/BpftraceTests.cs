using System.Text;
using Sonde.Testing;

namespace Sonde.Peers.Tests;

/// <summary>The language's cases under bpftrace 0.17 and under Sonde in its spelling: the same text.</summary>
public class BpftraceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Names => [.. LanguageCase.All.Where(c => c.IsOld && !c.Script.Contains("$1", StringComparison.Ordinal)).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Script_prints_the_same(string name)
    {
        Assert.SkipUnless(ProgramRun.IsOnPath("bpftrace"), "bpftrace is not installed");
        LanguageCase expected = LanguageCase.Named(name);
        string ours = ProgramRun.Of(Limit, PublishedBinary.Path, "trace", "-q", "--dialect", "0.17", "-e", expected.Script, "0", "7", "text").Output;
        string theirs = ProgramRun.Of(Limit, "bpftrace", "-q", "-e", expected.Script, "0", "7", "text").Output;
        Assert.Equal(WithoutBanner(theirs), WithoutBanner(ours));
    }

    // 0.17 says how many probes it attaches also where it is asked to be quiet.
    private static string WithoutBanner(string output)
    {
        StringBuilder text = new();
        foreach (string line in output.Split('\n').Where(l => !l.StartsWith("Attaching ", StringComparison.Ordinal)))
            text.Append(line).Append('\n');
        return text.ToString();
    }
}

using Sonde.Testing;
using System.Globalization;

namespace Sonde.Tracing.Tests.Runtime;

/// <summary>Every case of the language, run by the kernel.</summary>
[Collection("scripts in the kernel")]
public class LanguageTests
{
    private const int Calls = 50;

    public static TheoryData<string> Names => [.. LanguageCase.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Script_prints_what_the_language_says(string name)
    {
        ScriptRun.Require();
        LanguageCase expected = LanguageCase.Named(name);
        string output = ScriptRun.Output(expected.Script, Load, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "7", "text");
        Assert.Equal(expected.Output, output.Trim('\n'));
    }

    // Scripts that watch system calls look for getppid(2), which nothing else here calls.
    private static void Load()
    {
        for (int i = 0; i < Calls; i++)
            _ = ParentProcess.Read();
    }
}

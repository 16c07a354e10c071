using Sonde.CommandLine;
using Sonde.Testing;

namespace Sonde.Tests.CommandLine;

public sealed class CompletionScriptTests
{
    [Theory]
    [InlineData("sonde tri", "triage")]
    [InlineData("sonde triage --sec", "--seconds")]
    [InlineData("sonde explain cpu.satur", "cpu.saturated")]
    public void Bash_completes_commands_options_and_findings(string typed, string expected)
    {
        string script = CompletionScript.Write(CommandTree.Create(), "bash");
        string[] words = typed.Split(' ');
        string ask = $"{script}\nCOMP_WORDS=({typed}); COMP_CWORD={words.Length - 1}; _sonde; echo \"${{COMPREPLY[@]}}\"";

        Assert.Equal(expected, ProgramRun.OfShell(ask).Output.Trim());
    }

    [Fact]
    public void Every_shell_gets_every_visible_command()
    {
        foreach (string shell in CompletionScript.Shells)
        {
            string script = CompletionScript.Write(CommandTree.Create(), shell);
            foreach (SondeCommand command in CommandTree.Create().Subcommands.OfType<SondeCommand>().Where(c => !c.Hidden))
                Assert.Contains(command.Name, script, StringComparison.Ordinal);
        }
    }
}

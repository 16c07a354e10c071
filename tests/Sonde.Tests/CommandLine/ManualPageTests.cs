using Sonde.CommandLine;
using Sonde.Testing;

namespace Sonde.Tests.CommandLine;

public sealed class ManualPageTests
{
    [Fact]
    public void Pages_in_the_tree_are_current()
    {
        string directory = SourceTree.PathOf("docs/man");
        Dictionary<string, string> made = ManualPage.All(CommandTree.Create()).ToDictionary(static p => p.FileName, static p => p.Text);
        const string Remedy = "docs/man is not current; sonde docs man docs/man makes it";

        Assert.True(made.Keys.ToHashSet().SetEquals(Directory.EnumerateFiles(directory).Select(static f => Path.GetFileName(f))), Remedy);
        Assert.All(made, page => Assert.True(page.Value == File.ReadAllText(Path.Combine(directory, page.Key)), $"{page.Key}: {Remedy}"));
    }

    [Fact]
    public void Every_visible_command_has_a_page_with_all_its_options()
    {
        Dictionary<string, string> made = ManualPage.All(CommandTree.Create()).ToDictionary(static p => p.FileName, static p => p.Text);
        foreach (SondeCommand command in CommandTree.Create().Subcommands.OfType<SondeCommand>().Where(static c => !c.Hidden))
        {
            string page = made[$"sonde-{command.Name}.1"];
            Assert.Contains($"\\fB{command.Name}\\fR", made["sonde.1"], StringComparison.Ordinal);
            Assert.All(command.Options, option => Assert.Contains(option.Name.Replace("-", "\\-", StringComparison.Ordinal), page, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Groff_has_no_complaint()
    {
        Assert.SkipUnless(ProgramRun.IsOnPath("groff"), "groff is not installed");
        foreach ((string name, string text) in ManualPage.All(CommandTree.Create()))
        {
            ProgramRun run = ProgramRun.OfShell($"groff -man -Tutf8 -P-cbu -ww <<'END'\n{text}END\n").Checked();
            Assert.True(run.Errors.Length == 0, $"{name}: {run.Errors}");
            Assert.Contains("EXIT STATUS", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Pages_are_written_where_they_are_wanted()
    {
        using TemporaryTree tree = new();
        Assert.Equal(0, SondeRun.Of("docs", "man", tree.Directory).ExitCode);
        Assert.StartsWith(".\\\"", File.ReadAllText(tree.Directory + "/sonde-pidstat.1"), StringComparison.Ordinal);
        Assert.Equal(ExitCode.InputOutput, SondeRun.Of("docs", "man", tree.Directory + "/nowhere").ExitCode);
        Assert.Equal(ExitCode.Usage, SondeRun.Of("docs", "man").ExitCode);
    }
}

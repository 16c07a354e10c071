using Sonde.Tracing.Syntax;
using Sonde.Tracing.Syntax.Parsing;
using Sonde.Tracing.Syntax.Printing;

namespace Sonde.Tracing.Tests.Syntax.Parsing;

public sealed class InstalledScriptsTests
{
    private static readonly string[] Directories = ["/usr/sbin", "/usr/share/bpftrace/tools", "/usr/share/bpftrace/tools/old"];

    [Fact]
    public void Every_installed_script_of_bpftrace_is_read_and_written_back_as_the_same_tree()
    {
        var paths = Directories.Where(Directory.Exists).SelectMany(directory => Directory.GetFiles(directory, "*.bt")).ToList();
        if (paths.Count == 0)
            Assert.Skip("no *.bt in " + string.Join(", ", Directories) + ": the package bpftrace is not installed");

        var failures = new List<string>();
        foreach (var path in paths)
        {
            try
            {
                var parsed = ScriptParser.Parse(path, File.ReadAllText(path));
                Assert.NotEmpty(parsed.Script.Probes);
                var formatted = ScriptFormatter.Format(parsed.Script);
                Assert.Equal(SyntaxPrinter.Print(parsed.Script), SyntaxPrinter.Print(ScriptParser.Parse("formatted", formatted).Script));
            }
            catch (TraceSyntaxException error)
            {
                failures.Add(error.Message);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }
}

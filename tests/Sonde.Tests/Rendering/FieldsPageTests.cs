using Sonde.Metrics.Catalogue;
using Sonde.Rendering;
using Sonde.Testing;

namespace Sonde.Tests.Rendering;

public sealed class FieldsPageTests
{
    [Fact]
    public void Page_in_the_tree_is_current()
    {
        SondeRun run = SondeRun.Of("docs", "fields");
        Assert.Equal(0, run.ExitCode);
        Assert.True(File.ReadAllText(SourceTree.PathOf("docs/fields.md")) == run.Output, "docs/fields.md is not current; sonde docs fields > docs/fields.md makes it");
    }

    [Fact]
    public void Every_row_has_six_cells()
    {
        string[] rows = [.. FieldsPage.Write().Split('\n').Where(static l => l.StartsWith("| `", StringComparison.Ordinal))];
        Assert.Equal(FieldCatalogue.All.Count(), rows.Length);
        Assert.All(rows, static row => Assert.Equal(7, row.Replace("\\|", "", StringComparison.Ordinal).Count(static c => c == '|')));
    }

    [Fact]
    public void Unknown_page_is_a_usage_error() => Assert.Equal(Sonde.CommandLine.ExitCode.Usage, SondeRun.Of("docs", "nothing").ExitCode);
}

using System.Reflection;
using System.Text.RegularExpressions;
using Sonde.Diagnosis.Findings;

namespace Sonde.Diagnosis.Tests;

/// <summary>The knowledge pages: one for each id, all of one shape, readable in a terminal.</summary>
public sealed class ExplanationPagesTests
{
    private const int WidestLine = 100;
    private const int FewestLines = 40;
    private const int MostLines = 90;

    private static readonly string[] Sections =
    [
        "## What it means", "## Mechanism", "## How Sonde detects it", "## False alarms", "## What to do", "## Look deeper", "## Sources",
    ];

    /// <summary>Sysctls whose names look like ids of the file system area.</summary>
    private static readonly string[] Sysctls = ["fs.file-max", "fs.aio-max-nr"];

    public static TheoryData<string> Pages => [.. FindingCatalogue.All, "tune"];

    [Fact]
    public void Catalogue_lists_every_id_constant_once()
    {
        IEnumerable<string> constants =
            from area in typeof(FindingIds).GetNestedTypes()
            where area != typeof(FindingIds.Tune)
            from field in area.GetFields(BindingFlags.Public | BindingFlags.Static)
            select (string)field.GetRawConstantValue()!;

        Assert.Equal(constants.Order(StringComparer.Ordinal), FindingCatalogue.All.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_of_an_id_has_the_fixed_shape(string id)
    {
        string[] lines = LinesOf(id);

        Assert.Equal("# " + id, lines[0]);
        Assert.Matches(@"^[A-Z].*\.$", lines[1]);
        Assert.Equal("", lines[2]);
        Assert.Equal(Sections, lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Equal(1, lines.Count(line => line.StartsWith("# ", StringComparison.Ordinal)));
        Assert.InRange(lines.Length, FewestLines, MostLines);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_has_no_empty_section(string id)
    {
        string[] lines = LinesOf(id);
        foreach (string section in Sections)
        {
            string[] text = [.. SectionOf(lines, section)];
            Assert.True(text.Any(line => line.Length > 0), $"{id}: {section} is empty");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_fits_the_width_and_holds_plain_text(string id)
    {
        Assert.All(LinesOf(id), line =>
        {
            Assert.InRange(line.Length, 0, WidestLine);
            Assert.Equal(line.TrimEnd(), line);
            Assert.DoesNotContain(line, char.IsControl);
        });
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_names_only_ids_of_the_catalogue(string id)
    {
        string[] areas = [.. FindingCatalogue.All.Select(known => known[..known.IndexOf('.', StringComparison.Ordinal)]).Distinct()];
        string pattern = @"(?<![\w./-])(?:" + string.Join('|', areas) + @")\.[a-z]+(?:-[a-z]+)+";
        foreach (Match match in Regex.Matches(string.Join('\n', LinesOf(id)), pattern, RegexOptions.None, TimeSpan.FromSeconds(5)))
            Assert.True(Sysctls.Contains(match.Value) || FindingCatalogue.Contains(match.Value), $"{id} names {match.Value}, which is no id");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_gives_at_least_one_command_and_one_source(string id)
    {
        string[] lines = LinesOf(id);

        Assert.Contains(SectionOf(lines, "## What to do").Concat(SectionOf(lines, "## Look deeper")), line => line.Contains('`', StringComparison.Ordinal));
        Assert.Contains(SectionOf(lines, "## Sources"), line => line.StartsWith("- ", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_embedded_page_belongs_to_an_id()
    {
        Assert.Equal(Pages.Select(row => row.Data).Order(StringComparer.Ordinal), Explanations.PageNames().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Knobs_of_the_tune_area_share_one_page()
    {
        Assert.Equal(Explanations.TryGet("tune"), Explanations.TryGet("tune.vm.swappiness"));
        Assert.NotNull(Explanations.TryGet("tune"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cpu")]
    [InlineData("cpu.unheard-of")]
    [InlineData("CPU.SATURATED")]
    [InlineData("cpu.saturated.md")]
    [InlineData("../findings/cpu.saturated")]
    [InlineData("tune.")]
    [InlineData("\u001b[31m")]
    public void Unknown_id_has_no_page(string id)
    {
        Assert.Null(Explanations.TryGet(id));
    }

    private static string[] LinesOf(string id)
    {
        string? page = Explanations.TryGet(id);
        Assert.True(page is not null, $"{id} has no page in docs/findings");
        Assert.EndsWith("\n", page, StringComparison.Ordinal);
        return page[..^1].Split('\n');
    }

    private static IEnumerable<string> SectionOf(string[] lines, string heading) =>
        lines.SkipWhile(line => !string.Equals(line, heading, StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal));
}

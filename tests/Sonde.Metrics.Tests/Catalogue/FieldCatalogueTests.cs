using Sonde.Metrics.Catalogue;

namespace Sonde.Metrics.Tests.Catalogue;

public sealed class FieldCatalogueTests
{
    [Fact]
    public void Every_id_is_unique() =>
        Assert.Distinct(FieldCatalogue.All.Select(static f => f.Id), StringComparer.Ordinal);

    [Fact]
    public void Every_id_is_in_snake_case() =>
        Assert.All(FieldCatalogue.All, static f => Assert.True(IsSnakeCase(f.Id), f.Id));

    [Fact]
    public void Every_field_says_what_it_means_and_where_it_comes_from() =>
        Assert.Empty(FieldCatalogue.All.Where(static f => f.Meaning.Length == 0 || f.Source.Length == 0).Select(static f => f.Id));

    [Fact]
    public void Every_computed_field_says_how() =>
        Assert.Empty(FieldCatalogue.All.Where(static f => f.Kind is FieldKind.Rate or FieldKind.Share or FieldKind.Mean or FieldKind.Growth && f.Formula.Length == 0).Select(static f => f.Id));

    [Fact]
    public void Every_rate_names_its_second_in_the_unit() =>
        Assert.Empty(FieldCatalogue.All.Where(static f => f.Kind == FieldKind.Rate && !f.Unit.EndsWith("/s", StringComparison.Ordinal)).Select(static f => $"{f.Id}: {f.Unit}"));

    [Fact]
    public void Every_field_is_found_by_its_id()
    {
        foreach (Field field in FieldCatalogue.All)
            Assert.Same(field, FieldCatalogue.Find(field.Id));
        Assert.Null(FieldCatalogue.Find("no_such_field"));
    }

    [Fact]
    public void Every_area_has_a_title_of_its_own_and_fields()
    {
        Assert.Equal(FieldCatalogue.Areas.Count, FieldCatalogue.Areas.Select(static a => a.Title).Distinct().Count());
        Assert.All(FieldCatalogue.Areas, static area => Assert.NotEmpty(area.Fields));
    }

    private static bool IsSnakeCase(string id) =>
        char.IsAsciiLetterLower(id[0]) && id.Split('_').All(static word => word.Length > 0 && word.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));
}

using System.Text;
using Sonde.Metrics.Catalogue;

namespace Sonde.Rendering;

/// <summary>docs/fields.md: every field of the catalogue in Markdown tables, one for each area.</summary>
internal static class FieldsPage
{
    /// <summary>Makes the page.</summary>
    public static string Write()
    {
        StringBuilder page = new();
        page.Append("# Fields\n\n")
            .Append("Everything that Sonde measures. The name is the key in JSON and what `sonde explain` takes. Δ is the later sample minus the earlier one, T the\n")
            .Append("measured seconds between them; what could not be measured is `null`, never 0. Made by `sonde docs fields > docs/fields.md`.\n");
        foreach ((string title, IReadOnlyList<Field> fields) in FieldCatalogue.Areas)
        {
            page.Append("\n## ").Append(title).Append("\n\n| field | unit | kind | meaning | formula | source |\n|---|---|---|---|---|---|\n");
            foreach (Field field in fields)
                WriteRow(page, field);
        }

        return page.ToString();
    }

    private static void WriteRow(StringBuilder page, Field field) => page
        .Append("| `").Append(field.Id).Append("` | ").Append(field.Unit)
        .Append(" | ").Append(KindName(field.Kind))
        .Append(" | ").Append(Cell(field.Meaning))
        .Append(" | ").Append(Cell(field.Formula))
        .Append(" | ").Append(Cell(field.Source)).Append(" |\n");

    // A bar would end the cell, and a star would be emphasis.
    private static string Cell(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal);

    private static string KindName(FieldKind kind) => kind switch
    {
        FieldKind.Rate => "rate",
        FieldKind.Share => "share",
        FieldKind.Mean => "mean",
        FieldKind.Gauge => "gauge",
        FieldKind.Growth => "growth",
        FieldKind.Total => "total",
        _ => "identity",
    };
}

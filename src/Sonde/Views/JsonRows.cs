using System.Text.Json;

namespace Sonde.Views;

/// <summary>Writes rows of columns as JSON objects under the fields' ids; what could not be measured is null.</summary>
internal static class JsonRows
{
    /// <summary>Writes <paramref name="row"/> as one object.</summary>
    public static void Write<TRow>(Utf8JsonWriter json, IReadOnlyList<Column<TRow>> columns, TRow row)
    {
        json.WriteStartObject();
        WriteMembers(json, columns, row);
        json.WriteEndObject();
    }

    /// <summary>Writes the cells of <paramref name="row"/> into an open object.</summary>
    public static void WriteMembers<TRow>(Utf8JsonWriter json, IReadOnlyList<Column<TRow>> columns, TRow row)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            Column<TRow> column = columns[i];
            if (column.IsText)
                json.WriteString(column.Field.Id, column.Text(row));
            else
                WriteNumber(json, column.Field.Id, column.Number(row));
        }
    }

    /// <summary>Writes a number with at most six digits after the point, or null.</summary>
    public static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, Math.Round(value, 6));
        else
            json.WriteNull(name);
    }
}

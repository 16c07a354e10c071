using System.Globalization;
using System.Text.Json;

namespace Sonde.Views;

/// <summary>Writes rows of columns as JSON objects under the fields' ids; what could not be measured is null.</summary>
internal static class JsonRows
{
    private const int LongestNumber = 64;

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

    /// <summary>Writes a number with exactly <paramref name="decimals"/> digits after the point, as sysstat does, or null.</summary>
    public static void WriteFixed(Utf8JsonWriter json, string name, double value, int decimals = 2)
    {
        Span<byte> text = stackalloc byte[LongestNumber];
        json.WritePropertyName(name);
        if (double.IsFinite(value) && value.TryFormat(text, out int length, decimals == 0 ? "F0" : "F2", CultureInfo.InvariantCulture))
            json.WriteRawValue(text[..length]);
        else
            json.WriteNullValue();
    }
}

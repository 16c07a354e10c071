using System.Text.Json;
using Sonde.Metrics.Catalogue;
using Sonde.Terminal;

namespace Sonde.Views;

/// <summary>A column of a classic view: a field of the catalogue under the classic tool's heading and width.</summary>
/// <typeparam name="TRow">The row that holds the field.</typeparam>
internal sealed class Column<TRow>
{
    private readonly NumberField<TRow>? _number;
    private readonly TextField<TRow>? _text;

    /// <summary>A number, right-aligned.</summary>
    public Column(NumberField<TRow> field, string heading, int width, int decimals, CellUnit unit = CellUnit.None)
    {
        _number = field;
        Heading = heading;
        SysstatKey = heading.TrimStart('%');
        Width = width;
        Decimals = decimals;
        Unit = unit;
    }

    /// <summary>A text; <paramref name="width"/> 0 for the last column, which is as long as its text.</summary>
    public Column(TextField<TRow> field, string heading, int width)
    {
        _text = field;
        Heading = heading;
        SysstatKey = heading.ToLowerInvariant();
        Width = width;
    }

    /// <summary>The field.</summary>
    public Field Field => (Field?)_number ?? _text!;

    /// <summary>The classic tool's heading.</summary>
    public string Heading { get; }

    /// <summary>The classic tool's name for it in JSON.</summary>
    public string SysstatKey { get; }

    /// <summary>Cells, the blank before it included.</summary>
    public int Width { get; }

    /// <summary>Digits after the point.</summary>
    public int Decimals { get; }

    /// <summary>What --human makes of the number.</summary>
    public CellUnit Unit { get; }

    /// <summary>
    /// Of a mean: the count that it is taken over. A mean over nothing is shown as 0 in text, as the classic tools do, and is null in JSON; one that this
    /// kernel cannot give is a dash.
    /// </summary>
    public NumberField<TRow>? MeanOver { get; init; }

    /// <summary>What the number is divided by for text only: 1024 to show KiB as MiB.</summary>
    public double Divisor { get; init; } = 1;

    /// <summary>True where the classic tool cuts to a whole number instead of rounding.</summary>
    public bool IsCut { get; init; }

    /// <summary>True for text, which is left-aligned when it is last.</summary>
    public bool IsText => _text is not null;

    /// <summary>The number in <paramref name="row"/>, NaN for text or where it could not be measured.</summary>
    public double Number(TRow row) => _number?.Read(row) ?? double.NaN;

    /// <summary>The text in <paramref name="row"/>.</summary>
    public string Text(TRow row) => _text!.Read(row);

    /// <summary>Appends the heading.</summary>
    public void WriteHeading(Utf8LineBuilder line)
    {
        if (Width == 0)
            line.Append("  ").Append(Heading);
        else
            line.AppendPadded(Heading, Width, right: true);
    }

    /// <summary>Appends the cell of <paramref name="row"/>.</summary>
    public void WriteCell(Utf8LineBuilder line, TRow row, CellStyle style = default)
    {
        if (_number is not null)
            WriteNumber(line, row, style);
        else if (Width == 0)
            line.Append("  ").Append(_text!.Read(row));
        else
            line.AppendPadded(_text!.Read(row), Width, right: true);
    }

    /// <summary>Writes the cell as sysstat does: under the heading's name, in the shown unit, with two digits after the point where it has any.</summary>
    public void WriteSysstatJson(Utf8JsonWriter json, TRow row)
    {
        if (_number is null)
            json.WriteString(SysstatKey, _text!.Read(row));
        else
            JsonRows.WriteFixed(json, SysstatKey, InShownUnit(NumberOrMean(row)), Decimals);
    }

    private double NumberOrMean(TRow row)
    {
        double value = Number(row);
        return double.IsNaN(value) && MeanOver is not null && MeanOver.Read(row) == 0 ? 0 : value;
    }

    private double InShownUnit(double value) => IsCut ? Math.Floor(value / Divisor) : value / Divisor;

    private void WriteNumber(Utf8LineBuilder line, TRow row, CellStyle style)
    {
        double value = NumberOrMean(row);
        int decimals = Decimals == 0 ? 0 : style.Decimals ?? Decimals;
        if (style.IsHuman && Unit != CellUnit.None && double.IsFinite(value))
            HumanNumber.Write(line, value, Width, decimals > 0 || Decimals == 0 ? 1 : 0, Unit);
        else
            line.AppendNumber(InShownUnit(value), Width, decimals);
    }
}

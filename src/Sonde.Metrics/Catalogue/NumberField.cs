namespace Sonde.Metrics.Catalogue;

/// <summary>A field whose value is a number.</summary>
/// <typeparam name="TRow">The row that holds it, such as one CPU's shares.</typeparam>
public sealed class NumberField<TRow> : Field
{
    private readonly Func<TRow, double> _read;

    /// <summary>Creates the definition.</summary>
    public NumberField(string id, string unit, FieldKind kind, string source, string formula, string meaning, Func<TRow, double> read)
        : base(id, unit, kind, source, formula, meaning) => _read = read;

    /// <summary>The value in <paramref name="row"/>; NaN where it could not be measured.</summary>
    public double Read(TRow row) => _read(row);
}

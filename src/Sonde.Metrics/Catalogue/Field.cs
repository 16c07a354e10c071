namespace Sonde.Metrics.Catalogue;

/// <summary>
/// One thing that can be measured, defined once: columns, JSON, <c>sonde explain</c>, docs/fields.md and the exporters all follow from it.
/// To add a field: define it in the catalogue class of its area, add it to that class's All list, and name it in a view.
/// </summary>
public abstract class Field
{
    /// <summary>Creates the definition.</summary>
    protected Field(string id, string unit, FieldKind kind, string source, string formula, string meaning)
    {
        Id = id;
        Unit = unit;
        Kind = kind;
        Source = source;
        Formula = formula;
        Meaning = meaning;
    }

    /// <summary>The stable id, in snake case with the unit at its end; the key in JSON.</summary>
    public string Id { get; }

    /// <summary>The unit, such as %, KiB/s or ms; empty for a pure number or a name.</summary>
    public string Unit { get; }

    /// <summary>How the value comes from samples.</summary>
    public FieldKind Kind { get; }

    /// <summary>The kernel file and the name in it.</summary>
    public string Source { get; }

    /// <summary>The formula over the source's names; Δ is later minus earlier, T the measured seconds.</summary>
    public string Formula { get; }

    /// <summary>What it means, in one line.</summary>
    public string Meaning { get; }
}

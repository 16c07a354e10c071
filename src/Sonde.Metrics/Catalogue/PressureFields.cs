using Sonde.Metrics.Rates;

namespace Sonde.Metrics.Catalogue;

/// <summary>The fields of pressure-stall information, from /proc/pressure (Documentation/accounting/psi.rst).</summary>
public static class PressureFields
{
    /// <summary>Which resource.</summary>
    public static readonly TextField<PressureShares> Resource =
        new("pressure_resource", Source, "cpu, memory or io", static r => r.Resource);

    /// <summary>PSI some.</summary>
    public static readonly NumberField<PressureShares> Some =
        new("pressure_some_percent", "%", FieldKind.Share, Source + " some total", "Δ(some total) / (10000 · T)", "time in which at least one task was held up for lack of the resource", static r => r.Some);

    /// <summary>PSI full.</summary>
    public static readonly NumberField<PressureShares> Full =
        new("pressure_full_percent", "%", FieldKind.Share, Source + " full total", "Δ(full total) / (10000 · T)", "time in which all tasks were held up at once; always 0 for the CPU of the whole system", static r => r.Full);

    /// <summary>PSI some avg10.</summary>
    public static readonly NumberField<PressureShares> SomeAverage10 =
        new("pressure_some_average_10_percent", "%", FieldKind.Gauge, Source + " some avg10", "some avg10", "the kernel's own average over 10 s, brought up to date every 2 s", static r => r.SomeAverage10);

    /// <summary>PSI some avg60.</summary>
    public static readonly NumberField<PressureShares> SomeAverage60 =
        new("pressure_some_average_60_percent", "%", FieldKind.Gauge, Source + " some avg60", "some avg60", "the kernel's own average over 60 s, brought up to date every 2 s", static r => r.SomeAverage60);

    /// <summary>PSI some avg300.</summary>
    public static readonly NumberField<PressureShares> SomeAverage300 =
        new("pressure_some_average_300_percent", "%", FieldKind.Gauge, Source + " some avg300", "some avg300", "the kernel's own average over 300 s, brought up to date every 2 s", static r => r.SomeAverage300);

    /// <summary>All fields of this area.</summary>
    public static IReadOnlyList<Field> All =>
    [
        Resource, Some, Full, SomeAverage10, SomeAverage60, SomeAverage300,
    ];

    private const string Source = "/proc/pressure/*";
}

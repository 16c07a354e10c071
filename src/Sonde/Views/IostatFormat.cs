namespace Sonde.Views;

/// <summary>What iostat shows and how.</summary>
internal sealed record IostatFormat
{
    /// <summary>True for CPU time (-c).</summary>
    public required bool ShowsCpu { get; init; }

    /// <summary>True for devices (-d).</summary>
    public required bool ShowsDisks { get; init; }

    /// <summary>True for all that the kernel counts (-x).</summary>
    public bool IsExtended { get; init; }

    /// <summary>True for lines that fit 80 columns (-s).</summary>
    public bool IsShort { get; init; }

    /// <summary>True for MiB instead of KiB (-m).</summary>
    public bool IsMebibytes { get; init; }

    /// <summary>True for the device's name at the end of the line (--pretty).</summary>
    public bool IsPretty { get; init; }

    /// <summary>True to keep the extended columns on one line although pretty (--compact).</summary>
    public bool IsCompact { get; init; }

    /// <summary>True for the time of each report (-t).</summary>
    public bool ShowsTime { get; init; }

    /// <summary>True to leave the report since boot out (-y).</summary>
    public bool SkipsFirst { get; init; }

    /// <summary>True to leave devices out that did nothing in the interval (-z).</summary>
    public bool OmitsIdle { get; init; }

    /// <summary>How numbers are shown.</summary>
    public CellStyle Style { get; init; }
}

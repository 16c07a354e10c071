namespace Sonde.Views;

/// <summary>What a column's number is, for --human.</summary>
internal enum CellUnit
{
    /// <summary>A plain number, shown alike.</summary>
    None,

    /// <summary>A share, shown with a percent sign.</summary>
    Percent,

    /// <summary>KiB, shown in k, M, G or T.</summary>
    Kibibytes,

    /// <summary>KiB, shown in B, k, M, G or T.</summary>
    KibibytesFromBytes,
}

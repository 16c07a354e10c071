namespace Sonde.Views;

/// <summary>How numbers are shown throughout a view.</summary>
/// <param name="Decimals">Digits after the point of values that have any (--dec); null for each column's own.</param>
/// <param name="IsHuman">True for sizes with a unit letter and shares with a percent sign (--human).</param>
internal readonly record struct CellStyle(int? Decimals, bool IsHuman);

namespace Sonde.Views;

/// <summary>How free shows its figures.</summary>
/// <param name="BytesPerUnit">1024 for KiB, 1000000 for MB; 0 for human-readable ones (-h).</param>
/// <param name="IsDecimal">True for powers of 1000 (--si), which matters where human-readable.</param>
/// <param name="IsWide">True for buffers and cache apart (-w).</param>
/// <param name="ShowsLowHigh">True for low and high memory (-l).</param>
/// <param name="ShowsTotal">True for memory and swap together (-t).</param>
/// <param name="ShowsCommitted">True for what is promised to programs (-v).</param>
internal sealed record FreeFormat(double BytesPerUnit, bool IsDecimal, bool IsWide, bool ShowsLowHigh, bool ShowsTotal, bool ShowsCommitted);

namespace Sonde.Metrics.Rates;

/// <summary>
/// The growth of a kernel counter between two samples. A counter that became smaller has causes with an answer each: a 32-bit wrap
/// (<see cref="Growth32"/>, <see cref="GrowthOfPrinted32"/>), a device registered anew (<see cref="GrowthOrRestart"/>), the kernel's own re-accounting
/// (<see cref="Growth(ulong, ulong)"/>), or another object under the same id (the caller compares identities).
/// </summary>
public static class Counter
{
    /// <summary>Growth of a counter that only the kernel's own re-accounting can lower: then 0.</summary>
    public static ulong Growth(ulong earlier, ulong later) => later >= earlier ? later - earlier : 0;

    /// <summary>Growth of a counter that starts at 0 when its device is registered anew: then its whole value.</summary>
    public static ulong GrowthOrRestart(ulong earlier, ulong later) => later >= earlier ? later - earlier : later;

    /// <summary>
    /// Growth of a counter that the kernel prints modulo 2^32, such as the milliseconds of /proc/diskstats. A drop by more than half of the range is a
    /// wrap; a smaller one cannot be and is NaN.
    /// </summary>
    public static double Growth32(uint earlier, uint later) =>
        later >= earlier || earlier - later > int.MaxValue ? unchecked(later - earlier) : double.NaN;

    /// <summary>
    /// Growth of a counter that the kernel prints modulo 2^32 and that may also start anew, such as an interrupt's: a drop by more than half of the
    /// range is a wrap, a smaller one a restart.
    /// </summary>
    public static ulong GrowthOfPrinted32(ulong earlier, ulong later)
    {
        if (later >= earlier)
            return later - earlier;
        return earlier - later > int.MaxValue && earlier <= uint.MaxValue ? unchecked((uint)later - (uint)earlier) : later;
    }

    /// <summary>Growth of a counter that only grows and may be absent from either text; NaN where it is, or where it became smaller.</summary>
    public static double Growth(ulong? earlier, ulong? later) => earlier is { } e && later is { } l && l >= e ? l - e : double.NaN;
}

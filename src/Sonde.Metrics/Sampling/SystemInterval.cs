namespace Sonde.Metrics.Sampling;

/// <summary>Two samples and the measured time between them: what rates are computed from.</summary>
public readonly struct SystemInterval
{
    /// <summary>Pairs two samples of the same machine.</summary>
    public SystemInterval(SystemSample earlier, SystemSample later)
    {
        Earlier = earlier;
        Later = later;
        // A sample that was never taken is the zeros of boot; one of a tree without /proc/uptime is at zero too, but was taken.
        IsSinceBoot = earlier.Parts == SampleParts.None && earlier.SinceBoot == TimeSpan.Zero;
        Elapsed = later.SinceBoot - earlier.SinceBoot;
    }

    /// <summary>The time from boot to <paramref name="later"/>: rates are averages since then.</summary>
    public static SystemInterval FromBoot(SystemSample later) => new(new SystemSample(), later);

    /// <summary>The first sample.</summary>
    public SystemSample Earlier { get; }

    /// <summary>The second sample.</summary>
    public SystemSample Later { get; }

    /// <summary>Measured time between the two; zero or less where recorded trees are out of order, which yields no rates.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Measured seconds, for dividing; NaN where there is no positive interval, so that no rate can come out of it.</summary>
    public double Seconds => Elapsed > TimeSpan.Zero ? Elapsed.TotalSeconds : double.NaN;

    /// <summary>True where the first sample is the zeros of boot time: the rates are averages since then.</summary>
    public bool IsSinceBoot { get; }

    /// <summary>True where both samples were asked for all of <paramref name="parts"/>, so that they can be subtracted; boot has everything.</summary>
    public bool Covers(SampleParts parts) => (Later.Parts & parts) == parts && (IsSinceBoot || (Earlier.Parts & parts) == parts);
}

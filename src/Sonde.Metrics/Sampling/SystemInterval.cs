using Sonde.Proc;

namespace Sonde.Metrics.Sampling;

/// <summary>Two samples and the measured time between them: what rates are computed from.</summary>
public readonly struct SystemInterval
{
    /// <summary>Pairs two samples of the same machine.</summary>
    public SystemInterval(SystemSample earlier, SystemSample later)
    {
        Earlier = earlier;
        Later = later;
        IsSinceBoot = !earlier.IsTaken;
        Elapsed = later.SinceBoot - earlier.SinceBoot;
    }

    /// <summary>The time from boot to <paramref name="later"/>: rates are averages since then.</summary>
    public static SystemInterval FromBoot(SystemSample later) => new(new SystemSample(), later);

    /// <summary>The first sample.</summary>
    public SystemSample Earlier { get; }

    /// <summary>The second sample.</summary>
    public SystemSample Later { get; }

    /// <summary>Measured time between the two; zero or less where recorded trees are out of order.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>
    /// Why no rates can be computed; null where they can. Only recorded trees can be out of order, of the same moment, without a clock, or of two
    /// boots.
    /// </summary>
    public Unavailability? WithoutRates => this switch
    {
        { IsTimed: false } =>
            new Unavailability("rates", "a tree has no /proc/uptime that can be read, so the time between the samples is not known", ""),
        { Elapsed.Ticks: 0 } =>
            new Unavailability("rates", "there are not two samples with time between them", "give --root twice, the earlier tree first"),
        { Elapsed.Ticks: < 0 } =>
            new Unavailability("rates", "the trees are not in the order in which they were recorded", "give the earlier tree first"),
        { CountsBackwards: true } =>
            new Unavailability("rates", "the counters ran backwards: the trees are of two boots, or of two machines", "give two trees of one boot"),
        _ => null,
    };

    /// <summary>Measured seconds, for dividing; NaN where there is no such interval, so that no rate can come out of it.</summary>
    public double Seconds => CanSubtract && Elapsed > TimeSpan.Zero ? Elapsed.TotalSeconds : double.NaN;

    /// <summary>
    /// True where the later counters can be the earlier ones grown: the samples are in order and of one boot. What is counted needs no more; rates
    /// also need <see cref="Seconds"/>.
    /// </summary>
    public bool CanSubtract => IsSinceBoot || (IsTimed && Elapsed > TimeSpan.Zero && !CountsBackwards);

    /// <summary>True where the first sample is the zeros of boot time: the rates are averages since then.</summary>
    public bool IsSinceBoot { get; }

    /// <summary>True where both samples were asked for all of <paramref name="parts"/>, so that they can be subtracted; boot has everything.</summary>
    public bool Covers(SampleParts parts) => (Later.Parts & parts) == parts && (IsSinceBoot || (Earlier.Parts & parts) == parts);

    // A sample of a tree without /proc/uptime is at time zero.
    private bool IsTimed => (IsSinceBoot || Earlier.SinceBoot > TimeSpan.Zero) && Later.SinceBoot > TimeSpan.Zero;

    // The number of processes ever created only grows, so a smaller one is of another boot or of another machine.
    private bool CountsBackwards => Later.ForksSinceBoot < Earlier.ForksSinceBoot;
}

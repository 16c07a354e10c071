namespace Sonde.Diagnosis.Observations;

/// <summary>What the queueing disciplines of one interface did in the window: its root, which counts what all below it do. Source: RTM_GETQDISC.</summary>
/// <param name="Interface">The interface.</param>
/// <param name="Kind">The kind that drops most, or else the root's, such as fq_codel or tbf.</param>
/// <param name="PacketsPerSecond">Packets sent through it.</param>
/// <param name="DropsPerSecond">Packets dropped.</param>
/// <param name="OverlimitsPerSecond">How often it held packets back because of a rate limit; rising ones name a shaper.</param>
/// <param name="BacklogBytes">Bytes waiting in it at the end.</param>
/// <param name="BacklogPackets">Packets waiting in it at the end.</param>
public sealed record QueueDisciplineUsage(
    string Interface,
    string Kind,
    double PacketsPerSecond,
    double DropsPerSecond,
    double OverlimitsPerSecond,
    double BacklogBytes,
    double BacklogPackets);

namespace Sonde.Diagnosis.Reports;

/// <summary>The time that a report speaks of.</summary>
/// <param name="Start">Wall-clock time of the first sample; null where a recorded tree does not tell.</param>
/// <param name="Seconds">Measured length in seconds, from the machine's own clock; 0 where only one moment was seen.</param>
/// <param name="Samples">How many samples were taken, the sub-second ones included.</param>
public sealed record ObservationWindow(DateTimeOffset? Start, double Seconds, int Samples);

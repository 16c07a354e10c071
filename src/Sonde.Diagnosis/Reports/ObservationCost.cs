namespace Sonde.Diagnosis.Reports;

/// <summary>What the observation cost the machine.</summary>
/// <param name="CpuSeconds">CPU time of the observing process, user and system.</param>
/// <param name="PeakRssBytes">Its largest resident set in bytes.</param>
/// <param name="EventsLost">Events that came faster than they could be read; 0 where only counters were read.</param>
public sealed record ObservationCost(double CpuSeconds, long PeakRssBytes, long EventsLost);

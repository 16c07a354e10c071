namespace Sonde.Diagnosis.Observations;

/// <summary>Connections to one peer whose round trips take far longer than their shortest did. Source: tcp_info of sock_diag(7).</summary>
/// <param name="Peer">The peer's address.</param>
/// <param name="Connections">How many connections show it.</param>
/// <param name="RoundTripMilliseconds">The mean of their smoothed round-trip times.</param>
/// <param name="MinimumMilliseconds">The mean of their shortest round-trip times.</param>
public sealed record InflatedPath(string Peer, int Connections, double RoundTripMilliseconds, double MinimumMilliseconds);

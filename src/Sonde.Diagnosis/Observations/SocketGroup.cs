namespace Sonde.Diagnosis.Observations;

/// <summary>Sockets that belong together: the CLOSE_WAIT sockets of one process, the ephemeral ports towards one peer, the UDP socket that drops.</summary>
/// <param name="Name">The address or peer that they share.</param>
/// <param name="Count">How many sockets.</param>
/// <param name="Owner">The process that has them open, where known.</param>
/// <param name="Drops">Packets dropped on them in the window, where counted.</param>
public sealed record SocketGroup(string Name, int Count, SocketHolder? Owner, double Drops = double.NaN);

namespace Sonde.Diagnosis.Observations;

/// <summary>A process that has a socket open.</summary>
/// <param name="Pid">The process.</param>
/// <param name="Comm">Its name, raw.</param>
public sealed record SocketHolder(int Pid, string Comm);

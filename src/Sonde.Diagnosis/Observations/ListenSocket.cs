namespace Sonde.Diagnosis.Observations;

/// <summary>A listening TCP socket.</summary>
/// <param name="Address">Local address and port, as 0.0.0.0:80 or [::]:80.</param>
/// <param name="Port">The local port.</param>
/// <param name="AcceptQueue">Connections that wait to be accepted, at the end of the window.</param>
/// <param name="Backlog">How many may wait.</param>
/// <param name="Drops">Packets dropped on this socket since it was opened (SK_MEMINFO_DROPS), overflows of its accept queue included.</param>
/// <param name="DropsInWindow">Growth of <paramref name="Drops"/> inside the window; NaN where it was not seen at both ends.</param>
/// <param name="Owner">The process that owns it, or null where that cannot be seen.</param>
public sealed record ListenSocket(string Address, int Port, uint AcceptQueue, uint Backlog, uint Drops, double DropsInWindow, SocketHolder? Owner);

namespace Sonde.Diagnosis.Observations;

/// <summary>A TCP connection with much data waiting in its buffers.</summary>
/// <param name="Local">Local address and port.</param>
/// <param name="Peer">Remote address and port.</param>
/// <param name="ReceiveBytes">Received and not read by the program.</param>
/// <param name="SendBytes">Written by the program and not acknowledged by the peer.</param>
/// <param name="Owner">The process that has it open, where known.</param>
public sealed record SocketQueue(string Local, string Peer, double ReceiveBytes, double SendBytes, SocketHolder? Owner);

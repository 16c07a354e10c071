namespace Sonde.Proc.Processes;

/// <summary>The process that holds a socket; the one with the lowest id where several share it.</summary>
/// <param name="Process">The process.</param>
/// <param name="ProcessName">Its command name, raw.</param>
/// <param name="Descriptor">The descriptor that it has the socket on.</param>
public readonly record struct SocketOwner(ProcessIdentity Process, string ProcessName, int Descriptor);

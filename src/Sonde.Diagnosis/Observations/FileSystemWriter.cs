namespace Sonde.Diagnosis.Observations;

/// <summary>A process that has files open for writing on a file system. Source: /proc/PID/fd, /proc/PID/fdinfo.</summary>
/// <param name="Pid">The process.</param>
/// <param name="Comm">Its name, raw.</param>
/// <param name="Files">How many files.</param>
/// <param name="LargestFile">The path of the one with the furthest write position, raw.</param>
/// <param name="PositionBytes">The sum of the write positions, bytes: about what it has written to them.</param>
public sealed record FileSystemWriter(int Pid, string Comm, int Files, string LargestFile, double PositionBytes);
